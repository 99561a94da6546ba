"""What every room uses: errors, words, documents, cancellation. Imports no other room."""
