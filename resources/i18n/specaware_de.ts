<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>SpecAware</name>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source> (default)</source>
   <translation> (Vorgabe)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source> or </source>
   <translation> oder </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Date</source>
   <translation>&amp;Datum</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Level</source>
   <translation>S&amp;tufe</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Nodata</source>
   <translation>&amp;NoData</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Offset</source>
   <translation>&amp;Offset</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Pixel, m</source>
   <translation>&amp;Pixel, m</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Sensor</source>
   <translation>&amp;Sensor</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Units</source>
   <translation>&amp;Einheiten</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Wavelength unit</source>
   <translation>Einheit der &amp;Wellenlänge</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>'{}' cannot be read: {}.</source>
   <translation>„{}“ lässt sich nicht lesen: {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <location filename="../../plugin/scene/profiles.py" />
   <source>'{}' cannot be written ({}): choose another place.</source>
   <translation>„{}“ lässt sich nicht schreiben ({}): anderen Ort wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>'{}' cannot be written ({}): clear 'Save beside the raster'.</source>
   <translation>„{}“ lässt sich nicht schreiben ({}): den Haken bei „Neben dem Raster speichern“ entfernen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>'{}' cannot be written: choose another folder in 'Save in'.</source>
   <translation>„{}“ kann nicht geschrieben werden: Wählen Sie unter „Speichern in“ einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>'{}' exists but does not contain labels from the panel: rename or remove it.</source>
   <translation>„{}“ gibt es, enthält aber keine Referenzdaten des Bedienfelds: Benennen Sie es um oder entfernen Sie es.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>'{}' has no feature with a class on the raster.</source>
   <translation>„{}“ hat auf dem Raster kein Objekt mit einer Klasse.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>'{}' is in sensor geometry and cannot be labelled on the map: use its orthorectified product.</source>
   <translation>„{}“ liegt in Sensorgeometrie vor; auf der Karte lassen sich keine Referenzen setzen: Verwenden Sie das orthorektifizierte Produkt.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>'{}' is missing: choose or enter it.</source>
   <translation>„{}“ fehlt: Wählen Sie es aus oder geben Sie es ein.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>'{}' is not a position: enter x,y; x,y in the raster's CRS.</source>
   <translation>„{}“ ist keine Position: x,y; x,y im KBS des Rasters angeben.</translation>
  </message>
  <message>
   <location filename="../../plugin/results/outputs.py" />
   <source>'{}' is part of a raster and would be damaged: choose another name.</source>
   <translation>„{}“ gehört zu einem Raster, das dabei beschädigt würde: wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>'{}' is still being read: wait a moment.</source>
   <translation>„{}“ wird noch gelesen: Warten Sie einen Moment.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>'{}' lacks the bands for this composite: {}.</source>
   <translation>„{}“ fehlen die Bänder für dieses Farbkomposit: {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>'{}' must end in .csv, .json or .hdr: change its name.</source>
   <translation>„{}“ muss auf .csv, .json oder .hdr enden: Namen ändern.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>&lt;b&gt;Drop rasters here&lt;/b&gt;</source>
   <translation>&lt;b&gt;Raster hier ablegen&lt;/b&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>&lt;b&gt;One step before the first map:&lt;/b&gt; set up the engine, a separate Python environment.</source>
   <translation>&lt;b&gt;Ein Schritt vor der ersten Karte:&lt;/b&gt; Richten Sie die Engine ein, eine eigene Python-Umgebung.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <source>&lt;p&gt;&lt;b&gt;Clouds&lt;/b&gt; and their shadows are taken from the product's quality layers, or else from the spectra, and become no data. With &lt;i&gt;class&lt;/i&gt; in the advanced settings they become the classes 'Cloud' and 'Cloud shadow', after those of the model; confidence and the other rasters beside the map are no data there.&lt;/p&gt;</source>
   <translation>&lt;p&gt;&lt;b&gt;Wolken&lt;/b&gt; und ihre Schatten werden den Qualitätsebenen des Produkts oder, wenn es keine hat, den Spektren entnommen und werden NoData. Mit &lt;i&gt;class&lt;/i&gt; in den erweiterten Einstellungen werden sie zu den Klassen „Cloud“ und „Cloud shadow“ nach denen des Modells; Konfidenz und die anderen Raster neben der Karte sind dort NoData.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>&lt;p&gt;Compares a class map, from this or any other program, with points or polygons of known class. The result has the confusion matrix, user's and producer's accuracy, F1 and IoU of each class, and estimates of accuracy and area for the whole map with 95 % confidence intervals (Olofsson et al. 2014).&lt;/p&gt;&lt;p&gt;&lt;b&gt;Labels&lt;/b&gt; may be in any CRS. Classes are matched by name, or by pixel value if the labels are numbers. &lt;b&gt;Match&lt;/b&gt; pairs names that differ, for example &lt;i&gt;meadow=Grassland,5=Water&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Sampling design&lt;/b&gt; decides whether confidence intervals can be given. Points from 'Draw a sample to assess a map' are recognised. Polygons give no intervals, because their pixels were not drawn independently.&lt;/p&gt;&lt;p&gt;The HTML page, the table and the JSON file hold the same figures.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Vergleicht eine Klassenkarte aus diesem oder einem anderen Programm mit Punkten oder Polygonen bekannter Klasse. Das Ergebnis enthält Konfusionsmatrix, Nutzer- und Produzentengenauigkeit, F1 und IoU jeder Klasse sowie Schätzungen von Genauigkeit und Fläche für die ganze Karte mit 95-%-Konfidenzintervallen (Olofsson et al. 2014).&lt;/p&gt;&lt;p&gt;&lt;b&gt;Referenzdaten&lt;/b&gt; dürfen in jedem KBS liegen. Klassen werden über ihren Namen zugeordnet, oder über den Pixelwert, wenn die Referenzdaten Zahlen sind. &lt;b&gt;Zuordnung&lt;/b&gt; verbindet abweichende Namen, zum Beispiel &lt;i&gt;Wiese=Grassland,5=Water&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;Vom &lt;b&gt;Stichprobendesign&lt;/b&gt; hängt ab, ob Konfidenzintervalle möglich sind. Punkte aus „Stichprobe zur Bewertung einer Karte ziehen“ werden erkannt. Polygone ergeben keine Intervalle, weil ihre Pixel nicht unabhängig gezogen wurden.&lt;/p&gt;&lt;p&gt;HTML-Seite, Tabelle und JSON-Datei enthalten dieselben Zahlen.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>&lt;p&gt;Compares each pixel of the raster with the points, polygons or spectra you give, and writes the best match in percent. Nothing is trained.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Points or polygons&lt;/b&gt;: in any CRS. &lt;b&gt;Pixels&lt;/b&gt;: x,y in the raster's CRS, separated by semicolons. &lt;b&gt;Library&lt;/b&gt;: CSV with a column 'wavelength' and one column per spectrum, a CSV exported by the profile tool, or an ENVI spectral library.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Compare by&lt;/b&gt;: &lt;i&gt;spectrum&lt;/i&gt; uses the spectral angle over the bands in use; 100 % is the same shape, 0 % is 30 degrees or more. &lt;i&gt;features&lt;/i&gt; uses the model's features, which include the neighbourhood; 0 % is no more similar than the average of the scene. &lt;i&gt;auto&lt;/i&gt; takes features for places and spectra for a library.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Vergleicht jedes Pixel des Rasters mit den angegebenen Punkten, Polygonen oder Spektren und schreibt die beste Übereinstimmung in Prozent. Es wird nichts trainiert.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Punkte oder Polygone&lt;/b&gt;: in jedem KBS. &lt;b&gt;Pixel&lt;/b&gt;: x,y im KBS des Rasters, durch Semikolons getrennt. &lt;b&gt;Bibliothek&lt;/b&gt;: CSV mit einer Spalte „wavelength“ und einer Spalte je Spektrum, eine vom Profilwerkzeug exportierte CSV oder eine ENVI-Spektralbibliothek.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Vergleichen nach&lt;/b&gt;: &lt;i&gt;spectrum&lt;/i&gt; verwendet den Spektralwinkel über die benutzten Bänder; 100 % ist die gleiche Form, 0 % ein Winkel von 30 Grad oder mehr. &lt;i&gt;features&lt;/i&gt; verwendet die Merkmale des Modells, die auch die Nachbarschaft beschreiben; 0 % ist nicht ähnlicher als der Durchschnitt der Szene. &lt;i&gt;auto&lt;/i&gt; nimmt für Orte die Merkmale und für eine Bibliothek die Spektren.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>&lt;p&gt;Compares two rasters of the same place: two dates from one sensor, or from two sensors with different bands, pixel sizes and coordinate systems. No labels are needed.&lt;/p&gt;&lt;p&gt;A pixel has changed if both its spectrum and its model features differ more than those of unchanged pixels. A difference shared by most of the scene, such as drier vegetation or different illumination, is not a change. The threshold is derived from the scene and given in the report.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Grid&lt;/b&gt;: &lt;i&gt;auto&lt;/i&gt; uses the grid of the raster with the larger pixels; the other raster is resampled to it. &lt;b&gt;Change threshold&lt;/b&gt;: lower it to find more changes.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: a model made by &lt;i&gt;Train on known changes&lt;/i&gt; or training/finetune_task.py finds the kind of change it was trained on. Without such a model, anything that differs from most of the scene is a change.&lt;/p&gt;&lt;p&gt;The sensor settings apply to both rasters, unless the layer of the second date has its own.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Vergleicht zwei Raster desselben Ortes: zwei Zeitpunkte eines Sensors oder zweier Sensoren mit verschiedenen Bändern, Pixelgrößen und Koordinatensystemen. Referenzdaten sind nicht nötig.&lt;/p&gt;&lt;p&gt;Ein Pixel gilt als geändert, wenn sich sowohl sein Spektrum als auch seine Modellmerkmale stärker unterscheiden als bei unveränderten Pixeln. Ein Unterschied, den der größte Teil der Szene teilt, etwa trockenere Vegetation oder andere Beleuchtung, ist keine Änderung. Die Schwelle wird aus der Szene abgeleitet und steht im Bericht.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Gitter&lt;/b&gt;: &lt;i&gt;auto&lt;/i&gt; verwendet das Gitter des Rasters mit den größeren Pixeln; das andere Raster wird darauf umgerechnet. &lt;b&gt;Schwelle der Änderung&lt;/b&gt;: Ein kleinerer Wert findet mehr Änderungen.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Modell&lt;/b&gt;: Ein Modell aus &lt;i&gt;Mit bekannten Änderungen trainieren&lt;/i&gt; oder training/finetune_task.py findet die Art von Änderung, mit der es trainiert wurde. Ohne ein solches Modell ist Änderung alles, was vom größten Teil der Szene abweicht.&lt;/p&gt;&lt;p&gt;Die Sensoreinstellungen gelten für beide Raster, sofern der Layer des zweiten Zeitpunkts keine eigenen hat.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>&lt;p&gt;Draws random points within each class of a map. Fill in their field &lt;b&gt;reference&lt;/b&gt; with the true class, from the field or from a better image, then run 'Assess the accuracy of a map'.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Number of points&lt;/b&gt;: a number per class; or a total, shared by area with a minimum for each class; or, if both are 0, the number needed for the target standard error of the overall accuracy (Olofsson et al. 2014, equation 13). Give the user's accuracy you expect as &lt;i&gt;0.8&lt;/i&gt; or &lt;i&gt;Water=0.9,Forest=0.7&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Hide the class of the map&lt;/b&gt;: leaves the mapped class out of the points, so that it cannot influence the labelling.&lt;/p&gt;&lt;p&gt;The same seed draws the same points.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Zieht Zufallspunkte in jeder Klasse einer Karte. Tragen Sie in ihr Feld &lt;b&gt;reference&lt;/b&gt; die wahre Klasse ein, aus dem Gelände oder einem besseren Bild, und führen Sie danach „Genauigkeit einer Karte bewerten“ aus.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Anzahl der Punkte&lt;/b&gt;: eine Zahl je Klasse; oder eine Gesamtzahl, nach Fläche verteilt mit einer Mindestzahl je Klasse; oder, wenn beide 0 sind, so viele, wie der angestrebte Standardfehler der Gesamtgenauigkeit erfordert (Olofsson et al. 2014, Gleichung 13). Geben Sie die erwartete Nutzergenauigkeit als &lt;i&gt;0.8&lt;/i&gt; oder &lt;i&gt;Water=0.9,Forest=0.7&lt;/i&gt; an.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Klasse der Karte verbergen&lt;/b&gt;: lässt die kartierte Klasse bei den Punkten weg, damit sie die Bestimmung nicht beeinflusst.&lt;/p&gt;&lt;p&gt;Derselbe Startwert zieht dieselben Punkte.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>&lt;p&gt;Gives one label, and the score of each class, to every cell of a grid and to the whole image. It needs a scene model of your own ('Train on labelled scenes') or an imported one such as SpectralGPT.&lt;/p&gt;&lt;p&gt;A cell is as large as the tile the model was made for. The last cells of a row or column are shifted inwards; an image smaller than a tile is one cell. The score of the whole image is the mean over its cells, weighted by their valid area.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Scores of the cells&lt;/b&gt;: CSV, one row per cell, one column per class.&lt;br&gt;&lt;b&gt;Scores of the whole image&lt;/b&gt;: CSV, one row per class, best first.&lt;br&gt;&lt;b&gt;Cells&lt;/b&gt;: polygons with label and scores, in the colours of the classes.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Gibt jeder Zelle eines Gitters und dem ganzen Bild eine Klasse sowie die Bewertung jeder Klasse. Dazu braucht es ein eigenes Szenenmodell („Mit Referenzszenen trainieren“) oder ein importiertes wie SpectralGPT.&lt;/p&gt;&lt;p&gt;Eine Zelle ist so groß wie die Kachel, für die das Modell gemacht ist. Die letzten Zellen einer Zeile oder Spalte rücken nach innen; ein Bild, das kleiner ist als eine Kachel, ist eine Zelle. Die Bewertung des ganzen Bildes ist das Mittel seiner Zellen, gewichtet mit deren gültiger Fläche.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Bewertungen der Zellen&lt;/b&gt;: CSV, eine Zeile je Zelle, eine Spalte je Klasse.&lt;br&gt;&lt;b&gt;Bewertungen des ganzen Bildes&lt;/b&gt;: CSV, eine Zeile je Klasse, die beste zuerst.&lt;br&gt;&lt;b&gt;Zellen&lt;/b&gt;: Polygone mit Klasse und Bewertungen, in den Farben der Klassen.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>&lt;p&gt;Installs published weights of SpecAware or SpectralGPT as a model of your own. All weights are checked and written as ONNX, with a model card. Files that could run code are refused.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Architecture&lt;/b&gt;: what the weights were trained as.&lt;br&gt;&lt;b&gt;Classifier to keep&lt;/b&gt;: the scene classifier in the file, if there is one; with several labels per scene if it was trained so.&lt;br&gt;&lt;b&gt;Classes&lt;/b&gt;: names in the classifier's order, separated by commas, or a text file with one name per line.&lt;/p&gt;&lt;p&gt;A scene classifier then appears in 'Classify scenes'. Sizes other than the published ones also need PyTorch and onnx in the engine's environment.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Installiert veröffentlichte Gewichte von SpecAware oder SpectralGPT als eigenes Modell. Alle Gewichte werden geprüft und mit einer Modellkarte als ONNX geschrieben. Dateien, die Code ausführen könnten, werden abgelehnt.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Bauart&lt;/b&gt;: die Architektur, mit der die Gewichte trainiert wurden.&lt;br&gt;&lt;b&gt;Klassifikator, der bleibt&lt;/b&gt;: der Szenenklassifikator der Datei, falls es einen gibt; mit mehreren Klassen je Szene, wenn er so trainiert wurde.&lt;br&gt;&lt;b&gt;Klassen&lt;/b&gt;: Namen in der Reihenfolge des Klassifikators, durch Kommas getrennt, oder eine Textdatei mit einem Namen je Zeile.&lt;/p&gt;&lt;p&gt;Ein Szenenklassifikator erscheint danach in „Szenen klassifizieren“. Andere Größen als die veröffentlichten brauchen zusätzlich PyTorch und onnx in der Umgebung der Engine.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>&lt;p&gt;Maps land cover as 'Classify land cover' does and returns polygons. Each is a connected area of one class, with the class, its name, the area in square metres and the mean confidence.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Minimum area&lt;/b&gt;: smaller areas are merged into a neighbour.&lt;/p&gt;&lt;p&gt;Raster, model and sensor settings work as in 'Classify land cover'.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Kartiert Landbedeckung wie „Landbedeckung klassifizieren“ und liefert Polygone. Jedes ist eine zusammenhängende Fläche einer Klasse, mit der Klasse, ihrem Namen, der Fläche in Quadratmetern und der mittleren Konfidenz.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Mindestfläche&lt;/b&gt;: Kleinere Flächen werden mit einem Nachbarn vereinigt.&lt;/p&gt;&lt;p&gt;Raster, Modell und Sensoreinstellungen sind wie bei „Landbedeckung klassifizieren“.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>&lt;p&gt;Maps land cover with a model that accepts any set of bands. Bands are matched by wavelength.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Raster&lt;/b&gt;: a layer, a file or a product as downloaded (EnMAP METADATA.XML, ENVI header, …). Wavelengths, units and processing level are read from it; the sensor settings are for files that lack them. If something the model needs is unknown, the run stops and says what to enter.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Classes&lt;/b&gt;: one byte per pixel, 0 is no data; names and colours are stored in the file and beside it.&lt;br&gt;&lt;b&gt;Probabilities&lt;/b&gt;: one band per class.&lt;br&gt;&lt;b&gt;Cover fractions&lt;/b&gt;: one band per class, the share of each pixel that it covers.&lt;br&gt;&lt;b&gt;Confidence&lt;/b&gt;: the probability of the mapped class.&lt;br&gt;&lt;b&gt;Unknown&lt;/b&gt;: how unlike any known spectrum a pixel is, in percent; do not trust the class where it is 50 or more.&lt;br&gt;&lt;b&gt;Report&lt;/b&gt;: an HTML page with image and map, areas, confidence, spectra of the classes, bands used, accuracy of the model, and the command that repeats the map.&lt;/p&gt;&lt;p&gt;Results are written to temporary files and renamed at the end. A cancelled run leaves nothing behind.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Kartiert Landbedeckung mit einem Modell, das beliebige Bänder annimmt. Die Bänder werden nach der Wellenlänge zugeordnet.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Raster&lt;/b&gt;: ein Layer, eine Datei oder ein Produkt wie heruntergeladen (EnMAP METADATA.XML, ENVI-Header, …). Wellenlängen, Einheiten und Verarbeitungsstufe werden daraus gelesen; die Sensoreinstellungen sind für Dateien, in denen sie fehlen. Ist etwas unbekannt, das das Modell braucht, hält der Lauf an und sagt, was anzugeben ist.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Klassen&lt;/b&gt;: ein Byte je Pixel, 0 ist NoData; Namen und Farben stehen in der Datei und daneben.&lt;br&gt;&lt;b&gt;Wahrscheinlichkeiten&lt;/b&gt;: ein Band je Klasse.&lt;br&gt;&lt;b&gt;Flächenanteile&lt;/b&gt;: ein Band je Klasse, ihr Anteil an jedem Pixel.&lt;br&gt;&lt;b&gt;Konfidenz&lt;/b&gt;: die Wahrscheinlichkeit der kartierten Klasse.&lt;br&gt;&lt;b&gt;Unbekanntes&lt;/b&gt;: wie unähnlich ein Pixel allen bekannten Spektren ist, in Prozent; ab 50 ist die Klasse nicht verlässlich.&lt;br&gt;&lt;b&gt;Bericht&lt;/b&gt;: eine HTML-Seite mit Bild und Karte, Flächen, Konfidenz, Spektren der Klassen, benutzten Bändern, Genauigkeit des Modells und dem Befehl, der die Karte wiederholt.&lt;/p&gt;&lt;p&gt;Ergebnisse werden in temporäre Dateien geschrieben und am Ende umbenannt. Ein abgebrochener Lauf lässt nichts zurück.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>&lt;p&gt;Maps several rasters of the same place, finds the changes between consecutive dates, and gives the area of each class on each date, as a table and as a page with a chart. Areas are those of pixels that are valid on all dates. All maps have the grid of the raster with the largest pixels.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Dates&lt;/b&gt; are read from the metadata of the products, otherwise from the file names (20240531, 2024-05-31 or 2024152). If there are none, enter them in the order of the rasters.&lt;/p&gt;&lt;p&gt;Compare dates of the same season: maps of different seasons differ because of the vegetation alone.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: a model trained on stacks of dates (SpectralGPT, training/finetune_task.py --stack) adds one map of the whole series, for example of crops.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Kartiert mehrere Raster desselben Ortes, findet die Änderungen zwischen aufeinanderfolgenden Zeitpunkten und gibt die Fläche jeder Klasse zu jedem Zeitpunkt an, als Tabelle und als Seite mit Diagramm. Die Flächen beziehen sich auf Pixel, die zu allen Zeitpunkten gültig sind. Alle Karten haben das Gitter des Rasters mit den größten Pixeln.&lt;/p&gt;&lt;p&gt;Die &lt;b&gt;Zeitpunkte&lt;/b&gt; werden aus den Metadaten der Produkte gelesen, sonst aus den Dateinamen (20240531, 2024-05-31 oder 2024152). Fehlen sie, geben Sie sie in der Reihenfolge der Raster an.&lt;/p&gt;&lt;p&gt;Vergleichen Sie Zeitpunkte derselben Jahreszeit: Karten verschiedener Jahreszeiten unterscheiden sich schon durch die Vegetation.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Modell&lt;/b&gt;: Ein Modell, das mit Stapeln von Zeitpunkten trainiert wurde (SpectralGPT, training/finetune_task.py --stack), fügt eine Karte der ganzen Reihe hinzu, zum Beispiel von Feldfrüchten.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>&lt;p&gt;Shows what SpecAware found in a raster, and where each value came from: sensor, processing level, units, scale, and the centre, width and use of each band. Nothing is mapped.&lt;/p&gt;&lt;p&gt;The sensor settings work as in 'Classify land cover', so you can try them out here.&lt;/p&gt;&lt;p&gt;The HTML page and the JSON file hold the same information.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Zeigt, was SpecAware in einem Raster gefunden hat und woher jeder Wert stammt: Sensor, Verarbeitungsstufe, Einheiten, Skalierung sowie Mitte, Breite und Verwendung jedes Bandes. Es wird nichts kartiert.&lt;/p&gt;&lt;p&gt;Die Sensoreinstellungen wirken wie in „Landbedeckung klassifizieren“; hier können Sie sie ausprobieren.&lt;/p&gt;&lt;p&gt;HTML-Seite und JSON-Datei enthalten dieselben Angaben.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>&lt;p&gt;Trains a model on your own classes from labelled points or polygons in any CRS. Start with about ten labels per class. The features of the bundled model are combined with the spectra at the labels.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Labels&lt;/b&gt; and &lt;b&gt;Field&lt;/b&gt;: the layer, and the attribute with the class.&lt;br&gt;&lt;b&gt;Class prior&lt;/b&gt;: how common each class is. &lt;i&gt;uniform&lt;/i&gt;: all alike. &lt;i&gt;labels&lt;/i&gt;: as in the labels. &lt;i&gt;zero-shot&lt;/i&gt;: roughly as the bundled model maps the scene.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Further rasters&lt;/b&gt;: labels may lie on several rasters, also from different sensors. The bands they share are used.&lt;/p&gt;&lt;p&gt;The model appears at once in the panel and in every algorithm, for this raster or any other, also from another sensor. &lt;b&gt;Folder of the model&lt;/b&gt;: leave it empty to keep the model among your models. Its report.html has the accuracy on labels held out in spatial blocks, the confusion matrix, and areas with confidence intervals.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Trainiert ein Modell für eigene Klassen aus Referenzpunkten oder -polygonen in beliebigem KBS. Beginnen Sie mit etwa zehn Referenzen je Klasse. Die Merkmale des mitgelieferten Modells werden mit den Spektren der Referenzen verbunden.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Referenzdaten&lt;/b&gt; und &lt;b&gt;Feld&lt;/b&gt;: der Layer und das Attribut mit der Klasse.&lt;br&gt;&lt;b&gt;Klassenhäufigkeit (Prior)&lt;/b&gt;: wie häufig jede Klasse ist. &lt;i&gt;uniform&lt;/i&gt;: alle gleich. &lt;i&gt;labels&lt;/i&gt;: wie in den Referenzdaten. &lt;i&gt;zero-shot&lt;/i&gt;: ungefähr wie das mitgelieferte Modell die Szene kartiert.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Weitere Raster&lt;/b&gt;: Die Referenzdaten dürfen auf mehreren Rastern liegen, auch von verschiedenen Sensoren. Verwendet werden die gemeinsamen Bänder.&lt;/p&gt;&lt;p&gt;Das Modell erscheint sofort im Bedienfeld und in jedem Algorithmus, für dieses oder ein anderes Raster, auch eines anderen Sensors. &lt;b&gt;Ordner des Modells&lt;/b&gt;: leer lassen, um das Modell bei Ihren Modellen abzulegen. Sein report.html enthält die Genauigkeit an Referenzen, die in räumlichen Blöcken zurückgehalten wurden, die Konfusionsmatrix und Flächen mit Konfidenzintervallen.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>&lt;p&gt;Trains a model that labels whole images or grid cells, with one or several classes each. A scene is described by the mean and standard deviation of the bundled model's features, and a small classifier is fitted to them. This takes minutes and needs no graphics card.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Scenes&lt;/b&gt;: a folder with one folder of rasters per class; a CSV with the columns path and labels (several separated by ';') or one column of 0 and 1 per class, and optionally group and split; or a raster with labelled polygons, which is cut into square cells.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Several classes per scene&lt;/b&gt;: a cell gets every class that covers at least the smallest share of its labels. Otherwise it gets only the class that covers most of them.&lt;/p&gt;&lt;p&gt;The model appears at once in 'Classify scenes'. Its report.txt gives the accuracy on scenes of held-out places: overall accuracy and confusion matrix, or average precision and F1 of each class. For large collections, fine-tune a whole network instead.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Trainiert ein Modell, das ganze Bilder oder Gitterzellen klassifiziert, mit je einer oder mehreren Klassen. Eine Szene wird durch Mittelwert und Standardabweichung der Merkmale des mitgelieferten Modells beschrieben; daran wird ein kleiner Klassifikator angepasst. Das dauert Minuten und braucht keine Grafikkarte.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Szenen&lt;/b&gt;: ein Ordner mit je einem Ordner von Rastern für jede Klasse; eine CSV mit den Spalten path und labels (mehrere durch „;“ getrennt) oder je Klasse einer Spalte aus 0 und 1, wahlweise auch group und split; oder ein Raster mit Referenzpolygonen, das in quadratische Zellen geteilt wird.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Mehrere Klassen je Szene&lt;/b&gt;: Eine Zelle erhält jede Klasse, die mindestens den kleinsten Anteil an ihren Referenzdaten hat. Sonst erhält sie nur die mit dem größten Anteil.&lt;/p&gt;&lt;p&gt;Das Modell erscheint sofort in „Szenen klassifizieren“. Seine report.txt enthält die Genauigkeit auf Szenen zurückgehaltener Orte: Gesamtgenauigkeit und Konfusionsmatrix oder Average Precision und F1 jeder Klasse. Für große Sammlungen empfiehlt sich die Feinabstimmung eines ganzen Netzes.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>&lt;p&gt;Trains a model that separates the changes you are interested in from other differences, such as season, illumination or another sensor. The bundled model computes features of both dates, and a linear head is fitted to their differences. This takes minutes and needs no graphics card.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Known changes&lt;/b&gt;: a raster with 0 for no change, other numbers for change, and no data or 255 where it is not known, on any grid; or points or polygons with a field that holds 0 and 1, or texts such as &lt;i&gt;no change&lt;/i&gt;. For several pairs: a CSV with the columns before, after and changes, and optionally group and split (train, test).&lt;/p&gt;&lt;p&gt;Choose the model in &lt;i&gt;Detect change between two dates&lt;/i&gt; or &lt;i&gt;Map a series of dates&lt;/i&gt;. Its report.txt gives F1, precision and recall on held-out places, and those of the detection without training on the same pixels. Use the model only if it is better. To train a whole network for change, use training/finetune_task.py.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Trainiert ein Modell, das die Änderungen, um die es Ihnen geht, von anderen Unterschieden wie Jahreszeit, Beleuchtung oder einem anderen Sensor trennt. Das mitgelieferte Modell berechnet Merkmale beider Zeitpunkte; an deren Unterschiede wird ein linearer Kopf angepasst. Das dauert Minuten und braucht keine Grafikkarte.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Bekannte Änderungen&lt;/b&gt;: ein Raster mit 0 für keine Änderung, anderen Zahlen für Änderung und NoData oder 255, wo es nicht bekannt ist, auf beliebigem Gitter; oder Punkte oder Polygone mit einem Feld, das 0 und 1 oder Texte wie &lt;i&gt;no change&lt;/i&gt; enthält. Für mehrere Paare: eine CSV mit den Spalten before, after und changes und wahlweise group und split (train, test).&lt;/p&gt;&lt;p&gt;Wählen Sie das Modell in &lt;i&gt;Änderungen zwischen zwei Zeitpunkten finden&lt;/i&gt; oder &lt;i&gt;Eine Zeitreihe kartieren&lt;/i&gt;. Seine report.txt nennt F1, Präzision und Trefferquote an zurückgehaltenen Orten und daneben die der Suche ohne Training auf denselben Pixeln. Verwenden Sie das Modell nur, wenn es besser ist. Ein ganzes Netz für Änderungen trainiert training/finetune_task.py.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>&lt;p&gt;Trains a whole network on your own labels: a class for each pixel, or one or several classes for whole images. This needs many labels from many places and takes minutes to hours. If you have few labels, use 'Train on your own classes' or 'Train on labelled scenes'.&lt;/p&gt;&lt;p&gt;The engine needs PyTorch: choose &lt;i&gt;Processor, with fine-tuning&lt;/i&gt; when you set up the engine.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Pixels&lt;/b&gt;: a folder of images, and a folder of &lt;b&gt;masks&lt;/b&gt; with the same names and class numbers from 1 (0 for no label); or a raster with &lt;b&gt;labels&lt;/b&gt;, points or polygons.&lt;br&gt;&lt;b&gt;Images&lt;/b&gt;: a folder with one folder of rasters per class; a CSV with the columns path and labels; or a raster with labelled polygons and the &lt;b&gt;side of a cell&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;A fifth of the places is held out. Training stops when the accuracy there no longer rises; the model's report.txt gives this accuracy. A cancelled run continues where it stopped if you run it again with the same values.&lt;/p&gt;&lt;p&gt;The model appears at once in 'Classify land cover' or 'Classify scenes'.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Trainiert ein ganzes Netz mit eigenen Referenzdaten: eine Klasse für jedes Pixel oder eine oder mehrere Klassen für ganze Bilder. Das braucht viele Referenzdaten von vielen Orten und dauert Minuten bis Stunden. Mit wenigen Referenzdaten verwenden Sie „Eigene Klassen trainieren“ oder „Mit Referenzszenen trainieren“.&lt;/p&gt;&lt;p&gt;Die Engine braucht PyTorch: Wählen Sie beim Einrichten der Engine &lt;i&gt;Prozessor, mit Feinabstimmung&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Pixel&lt;/b&gt;: ein Ordner mit Bildern und ein Ordner mit &lt;b&gt;Masken&lt;/b&gt; gleichen Namens mit Klassennummern ab 1 (0 für keine Klasse); oder ein Raster mit &lt;b&gt;Referenzdaten&lt;/b&gt;, Punkten oder Polygonen.&lt;br&gt;&lt;b&gt;Bilder&lt;/b&gt;: ein Ordner mit je einem Ordner von Rastern für jede Klasse; eine CSV mit den Spalten path und labels; oder ein Raster mit Referenzpolygonen und der &lt;b&gt;Seite einer Zelle&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Ein Fünftel der Orte wird zurückgehalten. Das Training endet, wenn die Genauigkeit dort nicht mehr steigt; die report.txt des Modells nennt sie. Ein abgebrochener Lauf geht dort weiter, wo er aufgehört hat, wenn Sie ihn mit denselben Werten wieder starten.&lt;/p&gt;&lt;p&gt;Das Modell erscheint sofort in „Landbedeckung klassifizieren“ oder „Szenen klassifizieren“.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>&lt;p&gt;Writes a colour picture of a raster or product, also of products that QGIS itself cannot open.&lt;/p&gt;&lt;p&gt;&lt;b&gt;best&lt;/b&gt;: true colour if the bands allow it, otherwise colour infrared, otherwise long, middle and short wavelengths.&lt;br&gt;&lt;b&gt;true_colour&lt;/b&gt;: 660, 560 and 480 nm as red, green and blue.&lt;br&gt;&lt;b&gt;infrared&lt;/b&gt;: 850, 660 and 560 nm; vegetation is red.&lt;br&gt;&lt;b&gt;shortwave&lt;/b&gt;: 1650, 850 and 660 nm; vegetation is green, bare ground pink, water dark.&lt;/p&gt;&lt;p&gt;Each band is stretched from its 2nd to its 98th percentile. The picture has the raster's own pixels; a product in sensor geometry is georeferenced.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Schreibt ein Farbbild eines Rasters oder Produkts, auch von Produkten, die QGIS selbst nicht öffnen kann.&lt;/p&gt;&lt;p&gt;&lt;b&gt;best&lt;/b&gt;: Echtfarben, wenn die Bänder es erlauben, sonst Farbinfrarot, sonst lange, mittlere und kurze Wellenlängen.&lt;br&gt;&lt;b&gt;true_colour&lt;/b&gt;: 660, 560 und 480 nm als Rot, Grün und Blau.&lt;br&gt;&lt;b&gt;infrared&lt;/b&gt;: 850, 660 und 560 nm; Vegetation ist rot.&lt;br&gt;&lt;b&gt;shortwave&lt;/b&gt;: 1650, 850 und 660 nm; Vegetation ist grün, offener Boden rosa, Wasser dunkel.&lt;/p&gt;&lt;p&gt;Jedes Band wird vom 2. bis zum 98. Perzentil gestreckt. Das Bild hat die Pixel des Rasters; ein Produkt in Sensorgeometrie wird georeferenziert.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>&lt;p&gt;Writes the features of a model as a raster, for clustering, classification or regression of your own. Features describe a pixel together with its neighbourhood.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: the bundled model gives 96 features per pixel on the raster's own grid; an imported encoder of SpecAware or SpectralGPT gives one vector per patch.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Picture&lt;/b&gt;: the first three principal components in red, green and blue. They are computed from a fixed sample of the whole raster, so other extents of the same raster have the same colours.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Features&lt;/b&gt;: a large file, 4 bytes per feature and pixel before compression. The report beside it (.json) names the device that was used.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Schreibt die Merkmale eines Modells als Raster, für eine eigene Clusteranalyse, Klassifikation oder Regression. Merkmale beschreiben ein Pixel zusammen mit seiner Nachbarschaft.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Modell&lt;/b&gt;: Das mitgelieferte Modell liefert 96 Merkmale je Pixel im Gitter des Rasters; ein importierter Encoder von SpecAware oder SpectralGPT liefert einen Vektor je Bildausschnitt (Patch).&lt;/p&gt;&lt;p&gt;&lt;b&gt;Bild&lt;/b&gt;: die ersten drei Hauptkomponenten in Rot, Grün und Blau. Sie werden aus einer festen Stichprobe des ganzen Rasters berechnet; andere Ausschnitte desselben Rasters haben daher dieselben Farben.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Merkmale&lt;/b&gt;: eine große Datei, 4 Byte je Merkmal und Pixel vor der Kompression. Der Bericht daneben (.json) nennt das verwendete Gerät.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>A class named '{}' exists already: choose another name.</source>
   <translation>Eine Klasse namens „{}“ gibt es schon: Wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>A model named '{}' exists already: choose another name.</source>
   <translation>Ein Modell namens „{}“ gibt es schon: Wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>A package differs from the tested one (its hash does not match), so nothing was kept: check where pip gets its packages.</source>
   <translation>Ein Paket weicht vom geprüften ab (die Prüfsumme stimmt nicht); nichts wurde behalten: Prüfen Sie, woher pip seine Pakete bezieht.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>A package is not available for this Python and system ({}): choose another Python (specaware/basePython in QGIS's advanced settings), or a folder that has it.</source>
   <translation>Für dieses Python und System gibt es kein Wheel ({}): wählen Sie ein anderes Python (specaware/basePython in den erweiterten QGIS-Einstellungen) oder einen Ordner, der es enthält.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>A product's folder, or a folder of rasters</source>
   <translation>Der Ordner eines Produkts oder ein Ordner mit Rastern</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>About this model: what it maps, how well, and where it fails</source>
   <translation>Über dieses Modell: was es kartiert, wie gut und wo es versagt</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>About this model…</source>
   <translation>Über dieses Modell…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Accuracy</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Accuracy (CSV table)</source>
   <translation>Genauigkeit (CSV-Tabelle)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Accuracy (HTML)</source>
   <translation>Genauigkeit (HTML)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Accuracy (JSON)</source>
   <translation>Genauigkeit (JSON)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Accuracy on held-out labels (%)</source>
   <translation>Genauigkeit an zurückgehaltenen Referenzdaten (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/finetune.py" />
   <source>Accuracy, or mean average precision, on held-out places (%)</source>
   <translation>Genauigkeit oder mittlere Average Precision an zurückgehaltenen Orten (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/train_scene.py" />
   <source>Accuracy, or mean average precision, on held-out scenes (%)</source>
   <translation>Genauigkeit oder mittlere Average Precision auf zurückgehaltenen Szenen (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Acquired</source>
   <translation>Aufgenommen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Active layer</source>
   <translation>Aktiver Layer</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Add a class (Insert)</source>
   <translation>Klasse hinzufügen (Einfg)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Add a class first, then label it.</source>
   <translation>Fügen Sie zuerst eine Klasse hinzu und setzen Sie dann Referenzen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Add a model folder…</source>
   <translation>Modellordner hinzufügen…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Add labels where the map is wrong, then train again.</source>
   <translation>Fügen Sie dort Referenzen hinzu, wo die Karte falsch ist, und trainieren Sie erneut.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Add two classes or more.</source>
   <translation>Fügen Sie mindestens zwei Klassen hinzu.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>All settings and the table of bands</source>
   <translation>Alle Einstellungen und die Tabelle der Bänder</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Allow rasters to read other folders (SpecAware)</source>
   <translation>Rastern das Lesen anderer Ordner erlauben (SpecAware)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Also draw the library spectrum with the smallest spectral angle, scaled to the selected spectrum</source>
   <translation>Auch das Bibliotheksspektrum mit dem kleinsten Spektralwinkel zeichnen, auf das gewählte Spektrum skaliert</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Also write</source>
   <translation>Dazu</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Also write {}</source>
   <translation>Schreibt auch: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Angle</source>
   <translation>Winkel</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/care.py" />
   <source>Another QGIS window is setting up or removing the engine: wait until it has finished, then try again.</source>
   <translation>Ein anderes QGIS-Fenster richtet die Engine gerade ein oder entfernt sie: Warten Sie, bis es fertig ist, und versuchen Sie es erneut.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Any sensor with {} or more bands between {:.0f} and {:.0f} nm, level {}.</source>
   <translation>Jeder Sensor mit {} oder mehr Bändern zwischen {:.0f} und {:.0f} nm, Stufe {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Architecture</source>
   <translation>Bauart</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Area</source>
   <translation>Fläche</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Areas by date as a page</source>
   <translation>Flächen nach Datum (HTML-Seite)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Areas of each transition</source>
   <translation>Flächen jedes Übergangs</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Assess the accuracy of a map</source>
   <translation>Genauigkeit einer Karte bewerten</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Attention heads, if the size is not a published one</source>
   <translation>Attention-Köpfe, falls die Größe keine veröffentlichte ist</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/parts/spectrum_plot.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Band</source>
   <translation>Band</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/parts/spectrum_plot.py" />
   <source>Band {}</source>
   <translation>Band {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Bands</source>
   <translation>Bänder</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Bands (HTML)</source>
   <translation>Bänder (HTML)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Bands (JSON)</source>
   <translation>Bänder (JSON)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Bands of {}</source>
   <translation>Bänder von {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Bands without a centre are left out: {}.</source>
   <translation>Bänder ohne Mitte werden weggelassen: {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Bands…</source>
   <translation>Bänder…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Batch runs and the command line then use these settings too</source>
   <translation>Dann verwenden auch Stapelläufe und die Befehlszeile diese Einstellungen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <source>CSV (*.csv)</source>
   <translation>CSV (*.csv)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <location filename="../../plugin/results/maps.py" />
   <source>Cells</source>
   <translation>Zellen</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Centre, nm</source>
   <translation>Mitte, nm</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Centres outside {:.0f} to {:.0f} nm: {}. Is the unit correct?</source>
   <translation>Bandmitten außerhalb von {:.0f} bis {:.0f} nm: {}. Stimmt die Einheit?</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Centres that occur more than once: {}, the first at {:g} nm.</source>
   <translation>Bandmitten, die mehrfach vorkommen: {}, die erste bei {:g} nm.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Change</source>
   <translation>Änderung</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Change threshold (probability)</source>
   <translation>Schwelle der Änderung (Wahrscheinlichkeit)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/detect_change.py" />
   <source>Changed pixels (%)</source>
   <translation>Geänderte Pixel (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Checking that the engine runs</source>
   <translation>Prüfe, ob die Engine läuft</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Checking the network settings</source>
   <translation>Prüfe die Netzwerkeinstellungen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/settings_wrapper.py" />
   <source>Choose a raster first.</source>
   <translation>Zuerst ein Raster wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Choose rasters or product files</source>
   <translation>Raster oder Produktdateien wählen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Class</source>
   <translation>Klasse</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Class areas</source>
   <translation>Flächen der Klassen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Class map</source>
   <translation>Klassenkarte</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>Class prior</source>
   <translation>Klassenhäufigkeit (Prior)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Class {}</source>
   <translation>Klasse {}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Classes</source>
   <translation>Klassen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Classes of their own</source>
   <translation>Eigene Klassen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Classes: names separated by commas, or a text file</source>
   <translation>Klassen: Namen, durch Kommas getrennt, oder eine Textdatei</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Classifier to keep</source>
   <translation>Klassifikator, der bleibt</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>Classify land cover</source>
   <translation>Landbedeckung klassifizieren</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>Classify scenes (whole image or grid cells)</source>
   <translation>Szenen klassifizieren (ganzes Bild oder Gitterzellen)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Clear the list</source>
   <translation>Liste leeren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Click a band, or drag over several, to select them in the table</source>
   <translation>Ein Band anklicken oder mehrere überstreichen, um sie in der Tabelle auszuwählen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Click a raster on the map to see its spectrum.</source>
   <translation>Ein Raster auf der Karte anklicken, um sein Spektrum zu sehen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Click the corners on the map. Right-click or Enter finishes the polygon, Esc discards it.</source>
   <translation>Klicken Sie die Ecken auf der Karte an. Rechtsklick oder Enter beendet das Polygon, Esc verwirft es.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Click the map to see class, probabilities, fractions and spectrum of a pixel</source>
   <translation>Karte anklicken, um Klasse, Wahrscheinlichkeiten, Anteile und Spektrum eines Pixels zu sehen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Click the map: each click labels a pixel</source>
   <translation>Klicken Sie in die Karte: Jeder Klick setzt eine Referenz auf ein Pixel</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Clouds</source>
   <translation>Wolken</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Clouds and their shadows, from the product's quality layers or by their spectra</source>
   <translation>Wolken und ihre Schatten, aus den Qualitätsebenen des Produkts oder anhand ihrer Spektren</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Clouds: no data (nodata), own classes (class), or mapped like the ground (keep)</source>
   <translation>Wolken: keine Daten (nodata), eigene Klassen (class) oder wie Boden kartiert (keep)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Colour composite</source>
   <translation>Farbkomposit</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>Colour infrared</source>
   <translation>Farbinfrarot</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Colour infrared (SpecAware)</source>
   <translation>Farbinfrarot (SpecAware)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Colour of '{}'</source>
   <translation>Farbe von „{}“</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Colour of the class</source>
   <translation>Farbe der Klasse</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Compare</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Compare by</source>
   <translation>Vergleichen nach</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Compares a class map with points or polygons of known class: confusion matrix, accuracies, areas.</source>
   <translation>Vergleicht eine Klassenkarte mit Punkten oder Polygonen bekannter Klasse: Konfusionsmatrix, Genauigkeiten, Flächen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Comparing…</source>
   <translation>Wird verglichen …</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Composite</source>
   <translation>Komposit</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Confidence</source>
   <translation>Konfidenz</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Confirm</source>
   <translation>Bestätigen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Confirm this value, so that nothing is guessed</source>
   <translation>Diesen Wert bestätigen, damit nichts geraten wird</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Confirm:</source>
   <translation>Bestätigen:</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Cover fractions</source>
   <translation>Flächenanteile</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Creating an environment in {} with {}</source>
   <translation>Lege eine Umgebung in {} mit {} an</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Creating the Python environment</source>
   <translation>Lege die Python-Umgebung an</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Current map view</source>
   <translation>Aktueller Kartenausschnitt</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Date '{}' is not valid: enter it like 2024-06-30 or 2024-06-30T10:15:00.</source>
   <translation>Datum „{}“ ist ungültig: Geben Sie es wie 2024-06-30 oder 2024-06-30T10:15:00 an.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Dates, e.g. 2023-05-31,2024-05-31 (empty: from metadata or names)</source>
   <translation>Daten, z. B. 2023-05-31,2024-05-31 (leer: aus Metadaten oder Namen)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Description</source>
   <translation>Beschreibung</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Detect change between two dates</source>
   <translation>Änderungen zwischen zwei Zeitpunkten finden</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/finetune.py" />
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Device (the log and the report name the one that was used)</source>
   <translation>Gerät (Protokoll und Bericht nennen das verwendete)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Discard all settings entered here</source>
   <translation>Alle hier eingegebenen Einstellungen verwerfen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Downloading {}</source>
   <translation>Lade {} herunter</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Drag a divider across the map: this map on the left, the other layer on the right. The arrow keys move it too.</source>
   <translation>Ziehen Sie einen Teiler über die Karte: links diese Karte, rechts der andere Layer. Auch die Pfeiltasten bewegen ihn.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Draw a sample to assess a map</source>
   <translation>Stichprobe zur Bewertung einer Karte ziehen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Draws random points within each class of a map, as many as are needed.</source>
   <translation>Zieht Zufallspunkte in jeder Klasse einer Karte, so viele wie nötig.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/companions.py" />
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Drop a raster on the SpecAware panel first.</source>
   <translation>Ziehen Sie zuerst ein Raster auf das SpecAware-Bedienfeld.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Drop a raster, a product or a layer on the panel. If the file lacks something the model needs, the panel asks for it. To train on your own classes, use the button with three dots beside the model.</source>
   <translation>Ziehen Sie ein Raster, ein Produkt oder einen Layer auf das Bedienfeld. Fehlt der Datei etwas, das das Modell braucht, fragt das Bedienfeld danach. Eigene Klassen trainieren Sie über die Schaltfläche mit den drei Punkten neben dem Modell.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>Drop more, or click to browse</source>
   <translation>Weitere ablegen, oder Klick zum Durchsuchen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>Drop rasters here, or press Enter to browse</source>
   <translation>Raster hier ablegen, oder Eingabetaste zum Durchsuchen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>End the tour</source>
   <translation>Tour beenden</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>Enter a name for the class.</source>
   <translation>Geben Sie einen Namen für die Klasse ein.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Everything is mapped. To map again, change the model, the area or the settings, or right-click an entry.</source>
   <translation>Alles ist kartiert. Um erneut zu kartieren, ändern Sie Modell, Gebiet oder Einstellungen, oder klicken Sie einen Eintrag mit der rechten Maustaste an.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Expected user's accuracy (empty: 0.8)</source>
   <translation>Erwartete Nutzergenauigkeit (0.8, wenn leer)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Extent</source>
   <translation>Ausdehnung</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Extent to map (whole raster if empty)</source>
   <translation>Ausdehnung der Karte (leer: ganzes Raster)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/train_change.py" />
   <source>F1 of changed pixels on held-out places (%)</source>
   <translation>F1 der geänderten Pixel an zurückgehaltenen Orten (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>FWHM, nm</source>
   <translation>FWHM, nm</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>FWHM: {}</source>
   <translation>FWHM: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Features</source>
   <translation>Merkmale</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Field with the change (0, no, unchanged: no change)</source>
   <translation>Feld mit der Änderung (0, no, unchanged: keine Änderung)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_layer_dialog.py" />
   <source>Field with the class</source>
   <translation>Feld mit der Klasse</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>Files (GeoTIFF, ENVI, EnMAP METADATA.XML, PRISMA he5, EMIT nc, …), folders, layers from the layer tree, addresses of GeoTIFFs on the web (also with Ctrl+V)</source>
   <translation>Dateien (GeoTIFF, ENVI, EnMAP METADATA.XML, PRISMA he5, EMIT nc, …), Ordner, Layer aus dem Layerbaum, Adressen von GeoTIFFs im Web (auch mit Strg+V)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Files…</source>
   <translation>Dateien…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Find similar</source>
   <translation>Ähnliches suchen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Find similar pixels</source>
   <translation>Ähnliche Pixel suchen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Finds what changed between two rasters, also from two sensors, and from which class to which.</source>
   <translation>Findet, was sich zwischen zwei Rastern geändert hat, auch von zwei Sensoren, und von welcher Klasse zu welcher.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Fine-tune a network</source>
   <translation>Netz feinabstimmen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/support.py" />
   <source>Folder '{}' is not writable: choose another output.</source>
   <translation>In den Ordner „{}“ lässt sich nicht schreiben: andere Ausgabe wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Folder of a model (with its card.json)</source>
   <translation>Ordner eines Modells, mit dessen card.json</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Folder of the maps</source>
   <translation>Ordner der Karten</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Folder of the model</source>
   <translation>Ordner des Modells</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Folder of the model (empty: your model folder)</source>
   <translation>Ordner des Modells (leer: Ihr Modellordner)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Folder of wheels</source>
   <translation>Ordner mit Wheels</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Folder…</source>
   <translation>Ordner…</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>From-to classes</source>
   <translation>Klassen vorher und nachher</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Further rasters with labels</source>
   <translation>Weitere Raster mit Referenzdaten</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/scene/report.py" />
   <source>Geometry</source>
   <translation>Geometrie</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>Graphics card (DirectML)</source>
   <translation>Grafikkarte (DirectML)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Grid</source>
   <translation>Gitter</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>HTML (*.html)</source>
   <translation>HTML (*.html)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>HTML (*.html);;JSON (*.json)</source>
   <translation>HTML (*.html);;JSON (*.json)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/assess.py" />
   <source>Half-width of its 95 % confidence interval (%)</source>
   <translation>Halbe Breite des 95-%-Konfidenzintervalls (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Hide the class of the map</source>
   <translation>Klasse der Karte verbergen</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>Image</source>
   <translation>Bild</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Image below</source>
   <translation>Bild darunter</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Import model weights</source>
   <translation>Modellgewichte importieren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Import weights…</source>
   <translation>Gewichte importieren…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Import…</source>
   <translation>Importieren…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Inspect sensor and bands</source>
   <translation>Sensor und Bänder untersuchen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Installs published weights of SpecAware or SpectralGPT as a model of your own.</source>
   <translation>Installiert veröffentlichte Gewichte von SpecAware oder SpectralGPT als eigenes Modell.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>It is most accurate on the sensor it was trained on.</source>
   <translation>Am genauesten ist es für den Sensor, mit dem es trainiert wurde.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>It runs on: {}</source>
   <translation>Sie läuft auf: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Its accuracy was not measured: check its maps in places you know.</source>
   <translation>Seine Genauigkeit wurde nicht gemessen: Prüfen Sie seine Karten an Orten, die Sie kennen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>JSON (*.json)</source>
   <translation>JSON (*.json)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Key {}</source>
   <translation>Taste {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Known changes: points or polygons</source>
   <translation>Bekannte Änderungen: Punkte oder Polygone</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Known changes: raster (0: no change, other numbers: change)</source>
   <translation>Bekannte Änderungen: Raster (0: keine Änderung, andere Zahlen: Änderung)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Known limitations</source>
   <translation>Bekannte Grenzen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Label '{}' on the map.</source>
   <translation>Setzen Sie Referenzen für „{}“ auf der Karte.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <source>Label of the whole image</source>
   <translation>Klasse des ganzen Bildes</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Labelled images: folder, CSV, or raster with labels</source>
   <translation>Bilder mit Klassen: Ordner, CSV oder Raster mit Referenzdaten</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>Labels</source>
   <translation>Referenzen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>Labels grid cells and the whole image with a scene model.</source>
   <translation>Gibt Gitterzellen und dem ganzen Bild eine Klasse, mit einem Szenenmodell.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_layer_dialog.py" />
   <source>Labels: points or polygons</source>
   <translation>Referenzdaten: Punkte oder Polygone</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Labels: polygons on the raster</source>
   <translation>Referenzdaten: Polygone auf dem Raster</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Land cover</source>
   <translation>Landbedeckung</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Land cover {}</source>
   <translation>Landbedeckung {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/layers.py" />
   <source>Layer '{}' is not a raster: choose a raster layer.</source>
   <translation>Layer „{}“ ist kein Raster: einen Rasterlayer wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/layers.py" />
   <source>Layer '{}' is not read from a file: export it to a GeoTIFF first.</source>
   <translation>Layer „{}“ wird nicht aus einer Datei gelesen: zuerst als GeoTIFF exportieren.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Leave out</source>
   <translation>Weglassen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Leave the selected bands out (Delete)</source>
   <translation>Die gewählten Bänder weglassen (Entf)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/base.py" />
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Level</source>
   <translation>Stufe</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Level {}</source>
   <translation>Stufe {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>List of wavelengths</source>
   <translation>Liste von Wellenlängen</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Location and disk use of the engine; set it up again or remove it</source>
   <translation>Ort und Platzbedarf der Engine; neu einrichten oder entfernen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Map</source>
   <translation>Kartieren</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Map a series of dates</source>
   <translation>Eine Zeitreihe kartieren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Map again</source>
   <translation>Neu kartieren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Map how similar each pixel of the raster is to the picked pixels, including their neighbourhood</source>
   <translation>Kartieren, wie ähnlich jedes Pixel des Rasters den gewählten Pixeln samt ihrer Nachbarschaft ist</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Map land cover with SpecAware</source>
   <translation>Landbedeckung mit SpecAware kartieren</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Map land cover…</source>
   <translation>Landbedeckung kartieren…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Map layer</source>
   <translation>Karte</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Map of all dates</source>
   <translation>Karte aller Zeitpunkte</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Map the sample</source>
   <translation>Beispiel kartieren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Map the sample, a small simulated EnMAP scene. It takes a few seconds.</source>
   <translation>Kartieren Sie das Beispiel, eine kleine simulierte EnMAP-Szene. Das dauert wenige Sekunden.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Map {} rasters</source>
   <translation>
    <numerusform>{} Raster kartieren</numerusform>
    <numerusform>{} Raster kartieren</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Mapped like the ground</source>
   <translation>Wie der Boden kartiert</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>Mapped on: {}</source>
   <translation>Kartiert auf: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Mapped, outside the map view: {}</source>
   <translation>Kartiert, außerhalb des Ausschnitts: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/progress.py" />
   <source>Mapping</source>
   <translation>Kartierung</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Maps how similar each pixel is to points, polygons or library spectra, in percent.</source>
   <translation>Kartiert in Prozent, wie ähnlich jedes Pixel Punkten, Polygonen oder Bibliotheksspektren ist.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>Maps land cover as polygons with class, area and mean confidence.</source>
   <translation>Kartiert Landbedeckung als Polygone mit Klasse, Fläche und mittlerer Konfidenz.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>Maps land cover from any hyperspectral or multispectral raster.</source>
   <translation>Kartiert Landbedeckung aus beliebigen hyperspektralen oder multispektralen Rastern.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Maps land cover on several dates, the changes between them, and the areas of the classes.</source>
   <translation>Kartiert die Landbedeckung mehrerer Zeitpunkte, die Änderungen dazwischen und die Flächen der Klassen.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Masks: folder of rasters with the names of the images</source>
   <translation>Masken: Ordner mit Rastern, die wie die Bilder heißen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Match: label=class,label=class</source>
   <translation>Zuordnung: Referenz=Klasse,Referenz=Klasse</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Measured with</source>
   <translation>Gemessen mit</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Memory ceiling in MB (0: automatic)</source>
   <translation>Speichergrenze in MB (0: automatisch)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>Minimum area in square metres</source>
   <translation>Mindestfläche in Quadratmetern</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Minimum points per class</source>
   <translation>Mindestzahl der Punkte einer Klasse</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>Model '{}' comes with the plugin: it cannot be removed.</source>
   <translation>Modell „{}“ gehört zur Erweiterung: Es kann nicht entfernt werden.</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>Model '{}' comes with the plugin: it cannot be renamed.</source>
   <translation>Modell „{}“ gehört zur Erweiterung: Es kann nicht umbenannt werden.</translation>
  </message>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source>Model '{}' is not made for {}: choose another one.</source>
   <translation>Modell „{}“ ist nicht für {} gemacht: Wählen Sie ein anderes.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/companions.py" />
   <source>Model '{}' is trained: press Map when the running maps are finished.</source>
   <translation>Modell „{}“ ist trainiert: Drücken Sie „Kartieren“, wenn die laufenden Karten fertig sind.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Model '{}' was added to the list of models.</source>
   <translation>Modell „{}“ wurde zur Liste der Modelle hinzugefügt.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/import_model.py" />
   <source>Model card</source>
   <translation>Modellkarte</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Model card (card.json) of a model that is not installed</source>
   <translation>Modellkarte (card.json) eines nicht installierten Modells</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Model {}</source>
   <translation>Modell {}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <source>Model {}, device {}</source>
   <translation>Modell {}, Gerät {}</translation>
  </message>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source>Models</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>More options</source>
   <translation>Weitere Möglichkeiten</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Most similar</source>
   <translation>Am ähnlichsten</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>NVIDIA graphics card (CUDA)</source>
   <translation>NVIDIA-Grafikkarte (CUDA)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/import_model.py" />
   <source>Name of the installed model</source>
   <translation>Name des installierten Modells</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Name of the model</source>
   <translation>Name des Modells</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Name of the model (empty: named after the input)</source>
   <translation>Name des Modells (leer: nach der Eingabe benannt)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Name of the model (empty: the name of the file)</source>
   <translation>Name des Modells (leer: der Name der Datei)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Names of the masks' classes, separated by commas</source>
   <translation>Namen der Klassen der Masken, durch Kommas getrennt</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Nearest library spectrum</source>
   <translation>Nächstes Bibliotheksspektrum</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Network</source>
   <translation>Netz</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>New to SpecAware?</source>
   <translation>Neu bei SpecAware?</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/environment.py" />
   <source>No 64-bit Python 3.9 or newer with 'venv' was found: install one (on Debian: the package python3-venv).</source>
   <translation>Kein 64-Bit-Python ab 3.9 mit „venv“ gefunden: eines installieren (auf Debian: das Paket python3-venv).</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>No band is in use: switch some on.</source>
   <translation>Kein Band ist in Gebrauch: Schalten Sie einige ein.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>No data</source>
   <translation>Keine Daten</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>No field was chosen: choose the attribute with the class.</source>
   <translation>Es wurde kein Feld angegeben: das Attribut mit der Klasse wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/train_change.py" />
   <source>No known changes were given: choose a raster of changes, or points or polygons.</source>
   <translation>Keine bekannten Änderungen angegeben: ein Raster der Änderungen oder Punkte oder Polygone wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>No labels were chosen: choose a layer of points or polygons.</source>
   <translation>Es wurden keine Referenzdaten gewählt: Wählen Sie einen Layer mit Punkten oder Polygonen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>No map yet: map a raster in the SpecAware panel.</source>
   <translation>Noch keine Karte: Kartieren Sie ein Raster im SpecAware-Bedienfeld.</translation>
  </message>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source>No model for {} is installed: import one with 'Import model weights'.</source>
   <translation>Kein Modell für {} ist installiert: eines mit „Modellgewichte importieren“ importieren.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>No model is installed: install the plugin again.</source>
   <translation>Kein Modell ist installiert: die Erweiterung neu installieren.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>No output was chosen: choose one.</source>
   <translation>Keine Ausgabe wurde gewählt: Wählen Sie eine.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>No raster is chosen: drop one on the panel first.</source>
   <translation>Kein Raster gewählt: Ziehen Sie zuerst eines auf das Bedienfeld.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/base.py" />
   <source>No raster was chosen: choose a raster layer, a file or a product.</source>
   <translation>Es wurde kein Raster angegeben: Rasterlayer, Datei oder Produkt wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>No working engine was found: set it up.</source>
   <translation>Es wurde keine funktionierende Engine gefunden: Richten Sie sie ein.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>No-data value of all bands</source>
   <translation>NoData-Wert aller Bänder</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Not now</source>
   <translation>Nicht jetzt</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Not set up.</source>
   <translation>Nicht eingerichtet.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>Nothing to search for was given: choose points, pixels or a spectral library.</source>
   <translation>Es wurde nichts angegeben, wonach gesucht wird: Punkte, Pixel oder eine Spektralbibliothek wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Nothing was read.</source>
   <translation>Nichts wurde gelesen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Number of dates</source>
   <translation>Anzahl der Zeitpunkte</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/embed.py" />
   <source>Number of features</source>
   <translation>Anzahl der Merkmale</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Offset</source>
   <translation>Offset</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Offset {:g}</source>
   <translation>Offset {:g}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Offset: added after the scale, e.g. -0.1 for Sentinel-2 since 2022</source>
   <translation>Offset: nach der Skalierung addiert, z. B. -0.1 für Sentinel-2 ab 2022</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Only rasters that are stored in files can be mapped.</source>
   <translation>Nur Raster, die als Dateien vorliegen, lassen sich kartieren.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Opacity</source>
   <translation>Deckkraft</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Open folder</source>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Open the report</source>
   <translation>Bericht öffnen</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Origin</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Other map</source>
   <translation>Andere Karte</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/support.py" />
   <source>Output '{}' must end in {}: change its name.</source>
   <translation>Ausgabe „{}“ muss auf {} enden: Namen ändern.</translation>
  </message>
  <message>
   <location filename="../../backend/job/spec.py" />
   <source>Output of an imported model (empty: the deepest)</source>
   <translation>Ausgabe eines importierten Modells (leer: die tiefste)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/assess.py" />
   <source>Overall accuracy of the map (%)</source>
   <translation>Gesamtgenauigkeit der Karte (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Paste</source>
   <translation>Einfügen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Paste wavelengths, one per line, with FWHM if known (Ctrl+V)</source>
   <translation>Wellenlängen einfügen, eine je Zeile, mit FWHM, falls bekannt (Strg+V)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Picked spectra</source>
   <translation>Gewählte Spektren</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Picture</source>
   <translation>Bild</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Picture of the features</source>
   <translation>Bild der Merkmale</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Pixel</source>
   <translation>Pixel</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Pixel size</source>
   <translation>Pixelgröße</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Pixels</source>
   <translation>Pixel</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>Pixels to search for: x,y; x,y</source>
   <translation>Gesuchte Pixel: x,y; x,y</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>Pixels with 50 % or more</source>
   <translation>Pixel mit 50 % oder mehr</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Point</source>
   <translation>Punkt</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Points</source>
   <translation>Punkte</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/draw_sample.py" />
   <source>Points drawn</source>
   <translation>Gezogene Punkte</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Points in total (0: as many as needed)</source>
   <translation>Punkte insgesamt (0: so viele wie nötig)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/draw_sample.py" />
   <source>Points needed for the target standard error</source>
   <translation>Nötige Punkte für den angestrebten Standardfehler</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Points or polygons to search for</source>
   <translation>Gesuchte Punkte oder Polygone</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Points per class (0: from the total)</source>
   <translation>Punkte je Klasse (0: nach der Gesamtzahl)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Polygons</source>
   <translation>Polygone</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>Precision</source>
   <translation>Rechengenauigkeit</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Precision (auto: the fastest one on this processor that keeps the classes)</source>
   <translation>Rechengenauigkeit (auto: die schnellste, bei der die Klassen gleich bleiben)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>Press 'Pixel' and click the map to see its values and the spectrum there.</source>
   <translation>Drücken Sie „Pixel“ und klicken Sie in die Karte, um dort ihre Werte und das Spektrum zu sehen.</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Probabilities</source>
   <translation>Wahrscheinlichkeiten</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Probability of change</source>
   <translation>Wahrscheinlichkeit einer Änderung</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Processing level (L1: at sensor, L2: surface)</source>
   <translation>Verarbeitungsstufe (L1: am Sensor, L2: Oberfläche)</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>Processor</source>
   <translation>Prozessor</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Processor threads (0: automatic)</source>
   <translation>Prozessor-Threads (0: automatisch)</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>Processor, with fine-tuning (PyTorch)</source>
   <translation>Prozessor, mit Feinabstimmung (PyTorch)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Python of an environment with the engine's packages</source>
   <translation>Python einer Umgebung mit den Paketen der Engine</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>QGIS cannot communicate with the engine: restart QGIS.</source>
   <translation>QGIS kann sich nicht mit der Engine verständigen: Starten Sie QGIS neu.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/network.py" />
   <source>QGIS uses a SOCKS proxy, which pip does not support: set the variable HTTPS_PROXY to an HTTP proxy, or set up from a folder of wheels.</source>
   <translation>QGIS benutzt einen SOCKS-Proxy, was pip nicht kann: setzen Sie die Variable HTTPS_PROXY auf einen HTTP-Proxy, oder richten Sie aus einem Ordner mit Wheels ein.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Quantity</source>
   <translation>Messgröße</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Random seed</source>
   <translation>Startwert des Zufallsgenerators</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Rare classes are mapped less accurately than common ones: compare mIoU with overall accuracy.</source>
   <translation>Seltene Klassen werden weniger genau kartiert als häufige: Vergleichen Sie mIoU mit der Gesamtgenauigkeit.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Raster</source>
   <translation>Raster</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/base.py" />
   <source>Raster '{}' does not exist or cannot be opened: check the path.</source>
   <translation>Raster „{}“ gibt es nicht oder es lässt sich nicht öffnen: Pfad prüfen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Raster layer, file or product</source>
   <translation>Rasterlayer, Datei oder Produkt</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Raster of one date</source>
   <translation>Raster eines Zeitpunkts</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Raster of the first date</source>
   <translation>Raster des ersten Zeitpunkts</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Raster of the first date, or CSV of pairs</source>
   <translation>Raster des ersten Zeitpunkts oder CSV mit Paaren</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Raster of the second date</source>
   <translation>Raster des zweiten Zeitpunkts</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Raster of the second date (not with a CSV of pairs)</source>
   <translation>Raster des zweiten Zeitpunkts (nicht bei CSV mit Paaren)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Rasters and products to map</source>
   <translation>Raster und Produkte, die kartiert werden</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Rasters of the other dates</source>
   <translation>Raster der anderen Zeitpunkte</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Rasters to map</source>
   <translation>Raster, die kartiert werden</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Read again</source>
   <translation>Neu lesen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Read wavelengths from a CSV, text or JSON file or ENVI header</source>
   <translation>Wellenlängen aus CSV-, Text- oder JSON-Datei oder ENVI-Header lesen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>Reading was cancelled: drop the raster again.</source>
   <translation>Das Lesen wurde abgebrochen: Ziehen Sie das Raster noch einmal auf das Bedienfeld.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/entries.py" />
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>Reading…</source>
   <translation>Wird gelesen…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Recall</source>
   <translation>Trefferquote</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <location filename="../../plugin/widgets/training/label_spectra.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>Reflectance</source>
   <translation>Reflexionsgrad</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Remove class '{1}' and its {0} labels?</source>
   <translation>
    <numerusform>Klasse „{1}“ und ihre {0} Referenz entfernen?</numerusform>
    <numerusform>Klasse „{1}“ und ihre {0} Referenzen entfernen?</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove from the list…</source>
   <translation>Aus der Liste entfernen…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove model '{}' and delete its folder?
{}</source>
   <translation>Modell „{}“ entfernen und seinen Ordner löschen?
{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove model '{}' from the list? Its folder is kept:
{}</source>
   <translation>Modell „{}“ aus der Liste entfernen? Sein Ordner bleibt erhalten:
{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Remove the class and its labels (Delete)</source>
   <translation>Klasse und ihre Referenzen entfernen (Entf)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Remove the last label (Ctrl+Z)</source>
   <translation>Letzte Referenz entfernen (Strg+Z)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Remove the selected spectrum, or all</source>
   <translation>Das gewählte Spektrum entfernen, oder alle</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove…</source>
   <translation>Entfernen…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Rename model</source>
   <translation>Modell umbenennen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Rename the class (F2)</source>
   <translation>Klasse umbenennen (F2)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Rename…</source>
   <translation>Umbenennen…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Repair…</source>
   <translation>Reparieren…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/import_model.py" />
   <source>Replace a model of that name</source>
   <translation>Ein Modell dieses Namens ersetzen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/assess.py" />
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <source>Report: {}</source>
   <translation>Bericht: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Reset to the file</source>
   <translation>Auf die Datei zurücksetzen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/setup_box.py" />
   <source>Run on</source>
   <translation>Ausführen auf</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>S&amp;cale</source>
   <translation>S&amp;kalierung</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/draw_sample.py" />
   <source>Sample of {}</source>
   <translation>Stichprobe von {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Sampling design</source>
   <translation>Stichprobendesign</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Save beside the raster</source>
   <translation>Neben dem Raster speichern</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Save in</source>
   <translation>Speichern in</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Save the bands</source>
   <translation>Bänder speichern</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Save the spectra</source>
   <translation>Spektren speichern</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Scale</source>
   <translation>Skalierung</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Scale and pixel size must be greater than 0.</source>
   <translation>Skalierung und Pixelgröße müssen größer als 0 sein.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Scale {:g}</source>
   <translation>Skalierung {:g}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Scale: physical value = stored value x scale + offset</source>
   <translation>Skalierung: physikalischer Wert = gespeicherter Wert x Skalierung + Offset</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Scenes: a folder per class, a CSV, or a raster with labels</source>
   <translation>Szenen: ein Ordner je Klasse, eine CSV oder ein Raster mit Polygonen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <source>Score of that label</source>
   <translation>Bewertung dieser Klasse</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>Scores of the cells</source>
   <translation>Bewertungen der Zellen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <source>Scores of the whole image</source>
   <translation>Bewertungen des ganzen Bildes</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>Segment land cover (polygons)</source>
   <translation>Landbedeckung segmentieren (Polygone)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <location filename="../../plugin/results/maps.py" />
   <source>Segments</source>
   <translation>Segmente</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Select a raster layer in the layer tree first.</source>
   <translation>Zuerst einen Rasterlayer im Layerbaum wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/base.py" />
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Sensor</source>
   <translation>Sensor</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Sensor and bands (SpecAware)…</source>
   <translation>Sensor und Bänder (SpecAware)…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Sensor and bands of {}</source>
   <translation>Sensor und Bänder von {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/sensor/settings_wrapper.py" />
   <source>Sensor and bands…</source>
   <translation>Sensor und Bänder…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Sensor geometry: georeference the map (map) or leave it as measured (sensor)</source>
   <translation>Sensorgeometrie: Karte georeferenzieren (map) oder nicht (sensor)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Sensor settings and bands</source>
   <translation>Sensoreinstellungen und Bänder</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Sensor settings…</source>
   <translation>Sensoreinstellungen…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Sensors</source>
   <translation>Sensoren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>Set up again</source>
   <translation>Neu einrichten</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Set up from a folder of wheels (offline)…</source>
   <translation>Aus einem Ordner mit Wheels einrichten (offline)…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/setup_box.py" />
   <source>Set up the engine</source>
   <translation>Engine einrichten</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>Set up…</source>
   <translation>Einrichten…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Setting up the engine. This takes one to two minutes.</source>
   <translation>Die Engine wird eingerichtet. Das dauert ein bis zwei Minuten.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Setting up the engine. {}…</source>
   <translation>Die Engine wird eingerichtet. {}…</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Several classes per scene</source>
   <translation>Mehrere Klassen je Szene</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Share</source>
   <translation>Anteil</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Share of places held out</source>
   <translation>Anteil der zurückgehaltenen Orte</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Share of the class with this name on the compared map</source>
   <translation>Anteil der Klasse dieses Namens an der Vergleichskarte</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Share of the class's labels that were classified correctly when their spatial block was held out</source>
   <translation>Anteil der Referenzen der Klasse, die richtig klassifiziert wurden, als ihr räumlicher Block zurückgehalten war</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>Shortwave infrared</source>
   <translation>Kurzwelliges Infrarot</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Show the raster in colour below its map</source>
   <translation>Das Raster in Farbe unter seiner Karte zeigen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Shows a raster or product in colour; the bands are chosen by wavelength.</source>
   <translation>Zeigt ein Raster oder Produkt in Farbe; die Bänder werden nach Wellenlänge gewählt.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Shows what was found about a raster's bands: wavelengths, widths, units, processing level.</source>
   <translation>Zeigt, was über die Bänder eines Rasters gefunden wurde: Wellenlängen, Breiten, Einheiten, Verarbeitungsstufe.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Side of a cell in pixels</source>
   <translation>Seite einer Zelle in Pixeln</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Side of a cell in pixels (0: label pixels)</source>
   <translation>Seite einer Zelle in Pixeln (0: Pixel klassifizieren)</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Similarity</source>
   <translation>Ähnlichkeit</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Smallest share of a cell's labels for a class to count</source>
   <translation>Kleinster Anteil an den Referenzdaten einer Zelle, ab dem eine Klasse zählt</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Some bands have no centre: enter all of them, or export to CSV.</source>
   <translation>Einige Bänder haben keine Mitte: alle angeben oder als CSV exportieren.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Source</source>
   <translation>Quelle</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Source: {}</source>
   <translation>Quelle: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>SpecAware</source>
   <translation>SpecAware</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/setup_box.py" />
   <source>SpecAware will create its own Python environment in
{}
and install these packages and their dependencies from PyPI: {} (about {} MB to download, {} MB on disk).

Nothing is installed into QGIS. You can delete the folder at any time.</source>
   <translation>SpecAware legt eine eigene Python-Umgebung an in
{}
und installiert darin diese Pakete und was sie brauchen, von PyPI: {} (etwa {} MB Download, {} MB auf der Platte).

In QGIS wird nichts installiert. Der Ordner lässt sich jederzeit löschen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>SpecAware's engine</source>
   <translation>Engine von SpecAware</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/environment.py" />
   <source>SpecAware's engine is not set up: open the SpecAware panel and press 'Set up', or set the variable SPECAWARE_ENGINE_PYTHON to the Python of an environment that has it.</source>
   <translation>Die Engine von SpecAware ist nicht eingerichtet: das SpecAware-Bedienfeld öffnen und „Einrichten“ drücken, oder die Variable SPECAWARE_ENGINE_PYTHON auf das Python einer Umgebung setzen, die sie enthält.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>SpecAware's engine is not set up: open the SpecAware panel and press 'Set up'.</source>
   <translation>Die Engine von SpecAware ist nicht eingerichtet: das SpecAware-Bedienfeld öffnen und „Einrichten“ drücken.</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware's engine…</source>
   <translation>Engine von SpecAware…</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: allow VRT and HDF5 files to read files outside their own folder</source>
   <translation>SpecAware: VRT- und HDF5-Dateien dürfen Dateien außerhalb ihres Ordners lesen</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: click a raster on the map to see its spectrum</source>
   <translation>SpecAware: ein Raster auf der Karte anklicken, um sein Spektrum zu sehen</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/similar.py" />
   <source>SpecAware: finding similar pixels</source>
   <translation>SpecAware: Ähnliche Pixel werden gesucht</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>SpecAware: making an image</source>
   <translation>SpecAware: Bild wird erstellt</translation>
  </message>
  <message>
   <location filename="../../plugin/results/pages.py" />
   <source>SpecAware: making the report</source>
   <translation>SpecAware: Bericht wird erstellt</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: map land cover from any raster</source>
   <translation>SpecAware: Landbedeckung aus beliebigen Rastern kartieren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>SpecAware: mapping land cover</source>
   <translation>SpecAware: Landbedeckung wird kartiert</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: opacity, swipe, class areas and pixel values of a map</source>
   <translation>SpecAware: Deckkraft, Trennlinie, Flächen der Klassen und Pixelwerte einer Karte</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/profiles.py" />
   <source>SpecAware: reading a spectrum</source>
   <translation>SpecAware: Spektrum wird gelesen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>SpecAware: reading rasters</source>
   <translation>SpecAware: Raster werden gelesen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>SpecAware: reading the bands</source>
   <translation>SpecAware: Bänder werden gelesen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_spectra.py" />
   <source>SpecAware: reading the spectra of the labels</source>
   <translation>SpecAware: Spektren der Referenzen werden gelesen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>SpecAware: reading {}</source>
   <translation>SpecAware: {} wird gelesen</translation>
  </message>
  <message>
   <location filename="../../plugin/qgis_tasks.py" />
   <source>SpecAware: setting up the engine</source>
   <translation>SpecAware: Engine wird eingerichtet</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>SpecAware: training</source>
   <translation>SpecAware: Training</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Spectra of the library, separated by ; (empty: all)</source>
   <translation>Spektren der Bibliothek, durch ; getrennt (leer: alle)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Spectral library</source>
   <translation>Spektralbibliothek</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Spectral profile</source>
   <translation>Spektralprofil</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>Starting…</source>
   <translation>Beginnt…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Step 1 of 3: the raster</source>
   <translation>Schritt 1 von 3: das Raster</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Step 2 of 3: the map</source>
   <translation>Schritt 2 von 3: die Karte</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Step 3 of 3: your own data</source>
   <translation>Schritt 3 von 3: Ihre eigenen Daten</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Stored values</source>
   <translation>Gespeicherte Werte</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Sun &amp;zenith, °</source>
   <translation>Sonnen&amp;zenit, °</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Surfaces that match no class are still assigned to one: write 'Unknown' to see where.</source>
   <translation>Auch Oberflächen, die keiner Klasse gleichen, erhalten eine Klasse: Schreiben Sie „Unbekanntes“ mit, um zu sehen, wo.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Swipe</source>
   <translation>Trennlinie</translation>
  </message>
  <message>
   <location filename="../../plugin/results/scene_cells.py" />
   <source>Table '{}' cannot be written ({}): choose another output.</source>
   <translation>Tabelle „{}“ lässt sich nicht schreiben ({}): andere Ausgabe wählen.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Target standard error of the overall accuracy</source>
   <translation>Angestrebter Standardfehler der Gesamtgenauigkeit</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Text and headers (*.txt *.csv *.hdr *.json);;All files (*)</source>
   <translation>Text und Header (*.txt *.csv *.hdr *.json);;Alle Dateien (*)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>That point is outside the map.</source>
   <translation>Dieser Punkt liegt außerhalb der Karte.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>That point is outside the raster.</source>
   <translation>Dieser Punkt liegt außerhalb des Rasters.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The Python that the engine was created from is missing, probably because QGIS was updated.</source>
   <translation>Das Python, aus dem die Engine erstellt wurde, fehlt, vermutlich nach einer Aktualisierung von QGIS.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>The card has no measured accuracy.</source>
   <translation>Die Modellkarte enthält keine gemessene Genauigkeit.</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>The card of '{}' cannot be written ({}).</source>
   <translation>Die Modellkarte von „{}“ kann nicht geschrieben werden ({}).</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>The centres are not in ascending order. This is allowed.</source>
   <translation>Die Bandmitten sind nicht aufsteigend sortiert. Das ist erlaubt.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The certificate of the package index or proxy is not trusted: add your organisation's certificate authority in QGIS's options (Authentication), or set the variable REQUESTS_CA_BUNDLE to its file.</source>
   <translation>Dem Zertifikat des Paketverzeichnisses oder Proxys wird nicht vertraut: fügen Sie die Zertifizierungsstelle Ihrer Firma in den QGIS-Optionen (Authentifizierung) hinzu, oder setzen Sie die Variable REQUESTS_CA_BUNDLE auf ihre Datei.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The disk is full: the engine needs about 400 MB; free some space and set up again.</source>
   <translation>Der Datenträger ist voll: die Engine braucht etwa 400 MB; schaffen Sie Platz und richten Sie neu ein.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine for '{}' could not be set up, so the one for the processor was installed instead. Reason: {}</source>
   <translation>Die Engine für „{}“ ließ sich nicht einrichten; stattdessen wurde die für den Prozessor eingerichtet. Grund: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>The engine is not set up, so no spectrum can be read.</source>
   <translation>Ohne eingerichtete Engine wird kein Spektrum gelesen.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The engine stopped unexpectedly (code {}: {}): set it up again if this happens repeatedly.</source>
   <translation>Die Engine endete unerwartet (Code {}: {}): Richten Sie sie neu ein, falls das wiederholt vorkommt.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The engine was set up for an older version of SpecAware.</source>
   <translation>Die Engine wurde für eine ältere Version von SpecAware eingerichtet.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The engine's Python '{}' cannot be started ({}): set the engine up again.</source>
   <translation>Das Python der Engine „{}“ lässt sich nicht starten ({}): Engine neu einrichten.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The engine's Python: {}</source>
   <translation>Python der Engine: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The engine's files cannot be written: check the permissions of the QGIS profile folder, and security software that protects it.</source>
   <translation>Das System erlaubt nicht, die Dateien der Engine zu schreiben: prüfen Sie die Rechte am Ordner des QGIS-Profils und Programme, die ihn überwachen.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine's folder '{}' cannot be written: {}.</source>
   <translation>In den Ordner der Engine „{}“ lässt sich nicht schreiben: {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/care.py" />
   <source>The engine's folder '{}' could not be removed ({}): close other QGIS windows and try again.</source>
   <translation>Der Ordner der Engine „{}“ konnte nicht entfernt werden ({}): Schließen Sie andere QGIS-Fenster und versuchen Sie es erneut.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine's packages could not be installed</source>
   <translation>Die Pakete der Engine ließen sich nicht installieren</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine's packages were installed but do not run</source>
   <translation>Die Pakete der Engine wurden installiert, laufen aber nicht</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The environment could not be created</source>
   <translation>Die Umgebung ließ sich nicht anlegen</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/extents.py" />
   <source>The extent cannot be expressed in the raster's CRS: give it in {}.</source>
   <translation>Die Ausdehnung lässt sich nicht im KBS des Rasters ausdrücken: in {} angeben.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>The file '{}' does not exist: check the path.</source>
   <translation>Die Datei „{}“ gibt es nicht: Pfad prüfen.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/care.py" />
   <source>The folder '{}' cannot be written: check its permissions and the disk space.</source>
   <translation>In den Ordner „{}“ lässt sich nicht schreiben: Prüfen Sie seine Rechte und den freien Speicherplatz.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The folder '{}' has no wheels (.whl): choose another one.</source>
   <translation>Der Ordner „{}“ enthält keine Wheels (.whl): einen anderen wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The folder '{}' uses {} MB of disk space.</source>
   <translation>Der Ordner „{}“ belegt {} MB.</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>The folder of '{}' cannot be deleted ({}).</source>
   <translation>Der Ordner von „{}“ kann nicht gelöscht werden ({}).</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>The label layer is being edited: save or discard its edits first.</source>
   <translation>Der Layer der Referenzdaten wird bearbeitet: Speichern oder verwerfen Sie zuerst die Änderungen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/support.py" />
   <source>The labels cannot be opened: save them as a GeoPackage.</source>
   <translation>Die Referenzdaten lassen sich nicht öffnen: Speichern Sie sie als GeoPackage.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>The labels cannot be written to '{}': choose another folder in 'Save in'.</source>
   <translation>Die Referenzdaten lassen sich nicht nach „{}“ schreiben: Wählen Sie unter „Speichern in“ einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/layers.py" />
   <source>The layer does not exist or cannot be opened: choose another one.</source>
   <translation>Den Layer gibt es nicht oder er lässt sich nicht öffnen: einen anderen wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>The list has no unit and is read as {}: is that correct?</source>
   <translation>Die Liste hat keine Einheit und wird als {} gelesen: Stimmt das?</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The list of the engine's packages is missing: install the plugin again.</source>
   <translation>Die Liste der Pakete der Engine fehlt: die Erweiterung neu installieren.</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <location filename="../../plugin/scene/similar.py" />
   <source>The map '{}' was written but QGIS cannot open it: check the file.</source>
   <translation>Die Karte „{}“ wurde geschrieben, aber QGIS kann sie nicht öffnen: Datei ansehen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>The map is a layer with class names and colours; the entry shows the largest classes. The report has the areas, the spectrum of each class and the bands used.</source>
   <translation>Die Karte ist ein Layer mit Klassennamen und Farben; der Eintrag zeigt die größten Klassen. Der Bericht enthält Flächen, das Spektrum jeder Klasse und die verwendeten Bänder.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>The mean spectrum of each class appears here.</source>
   <translation>Hier erscheint das mittlere Spektrum jeder Klasse.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The package index cannot be reached: check the network, the proxy in QGIS's options (Network) and PIP_INDEX_URL, or set up from a folder of wheels.</source>
   <translation>Das Paketverzeichnis ist nicht erreichbar: prüfen Sie das Netz, den Proxy in den QGIS-Optionen (Netzwerk) und PIP_INDEX_URL, oder richten Sie aus einem Ordner mit Wheels ein.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The package index refused the login or the request: check its address and login in PIP_INDEX_URL or in pip's settings.</source>
   <translation>Das Paketverzeichnis weist die Anmeldung oder Anfrage ab: prüfen Sie Adresse und Anmeldung in PIP_INDEX_URL oder den Einstellungen von pip.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>The point cannot be expressed in the layer's CRS: choose another one.</source>
   <translation>Der Punkt lässt sich nicht im KBS des Layers ausdrücken: einen anderen wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>The point cannot be expressed in the map's CRS: choose another one.</source>
   <translation>Der Punkt lässt sich im KBS der Karte nicht ausdrücken: Wählen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>The point cannot be expressed in the raster's CRS: choose another one.</source>
   <translation>Der Punkt lässt sich im KBS des Rasters nicht ausdrücken: Wählen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The proxy cannot be reached: check its address in QGIS's options (Network) or in HTTPS_PROXY, or set up from a folder of wheels.</source>
   <translation>Der Proxy ist nicht erreichbar: prüfen Sie seine Adresse in den QGIS-Optionen (Netzwerk) oder in HTTPS_PROXY, oder richten Sie aus einem Ordner mit Wheels ein.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The proxy refused the login: correct the user name and password in QGIS's options (Network) or in HTTPS_PROXY.</source>
   <translation>Der Proxy weist die Anmeldung ab: berichtigen Sie Benutzer und Passwort in den QGIS-Optionen (Netzwerk) oder in HTTPS_PROXY.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>The raster is in sensor geometry, so there is no spectrum for a point on the map.</source>
   <translation>Das Raster liegt in Sensorgeometrie vor; für einen Punkt der Karte gibt es daher kein Spektrum.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>The raster selected in the layer tree</source>
   <translation>Das im Layerbaum gewählte Raster</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The run was cancelled; nothing was written.</source>
   <translation>Der Lauf wurde abgebrochen; nichts wurde geschrieben.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>The sample cannot be copied: {}</source>
   <translation>Das Beispiel kann nicht kopiert werden: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>The second line of the entry shows what was found in the file: sensor, bands used, processing level and pixel size. Press &lt;b&gt;Map&lt;/b&gt;.</source>
   <translation>Die zweite Zeile des Eintrags zeigt, was in der Datei gefunden wurde: Sensor, verwendete Bänder, Verarbeitungsstufe und Pixelgröße. Drücken Sie &lt;b&gt;Kartieren&lt;/b&gt;.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>The sensor settings are not JSON: set them in the sensor dialog.</source>
   <translation>Die Sensoreinstellungen sind kein JSON: im Sensordialog einstellen.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <location filename="../../plugin/qgis_tasks.py" />
   <source>The set-up was cancelled; nothing was kept.</source>
   <translation>Die Einrichtung wurde abgebrochen; nichts wurde behalten.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The tested versions are not available for this Python: compatible ones are installed.</source>
   <translation>Die geprüften Versionen gibt es für dieses Python nicht: Passende werden installiert.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>The training was cancelled.</source>
   <translation>Das Training wurde abgebrochen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/finetune.py" />
   <source>The weights of this network are not included: choose the file of published weights.</source>
   <translation>Die Gewichte dieses Netzes sind nicht enthalten: Wählen Sie die Datei mit den veröffentlichten Gewichten.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>There is no data at that point.</source>
   <translation>An diesem Punkt gibt es keine Daten.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>There is no network connection: connect, or set up from a folder of wheels.</source>
   <translation>Es gibt kein Netz: verbinden Sie sich, oder richten Sie aus einem Ordner mit Wheels ein.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>There is no spectrum to show.</source>
   <translation>Es gibt kein Spektrum zu zeigen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>These models were trained on it and are less accurate without it: {}</source>
   <translation>Diese Modelle wurden darauf trainiert und sind ohne es weniger genau: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>Too few labels to estimate the accuracy: place five or more per class, spread over the raster.</source>
   <translation>Zu wenige Referenzen, um die Genauigkeit zu schätzen: Setzen Sie je Klasse fünf oder mehr, über das Raster verteilt.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Train again</source>
   <translation>Neu trainieren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Train and map</source>
   <translation>Trainieren, kartieren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Train on all labels and map the raster (Ctrl+Enter)</source>
   <translation>Mit allen Referenzen trainieren und das Raster kartieren (Strg+Enter)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Train on known changes</source>
   <translation>Mit bekannten Änderungen trainieren</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Train on labelled scenes</source>
   <translation>Mit Referenzszenen trainieren</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>Train on your own classes</source>
   <translation>Eigene Klassen trainieren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Train on your own classes…</source>
   <translation>Eigene Klassen trainieren…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Train, import, rename or remove models</source>
   <translation>Modelle trainieren, importieren, umbenennen oder entfernen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Training data</source>
   <translation>Trainingsdaten</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Training details ▸</source>
   <translation>Einzelheiten zum Training ▸</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Training details ▾</source>
   <translation>Einzelheiten zum Training ▾</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Training steps (0: as in the network's configuration)</source>
   <translation>Trainingsschritte (0: wie in der Konfiguration des Netzes)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Trains a change model on pairs of dates with known changes; a laptop is enough.</source>
   <translation>Trainiert ein Änderungsmodell mit Paaren von Zeitpunkten, deren Änderungen bekannt sind; ein Laptop genügt.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>Trains a model on your own classes from a few labelled points or polygons, in seconds.</source>
   <translation>Trainiert in Sekunden ein Modell für Ihre eigenen Klassen aus wenigen Punkten oder Polygonen.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Trains a model that labels whole images or grid cells; a laptop is enough.</source>
   <translation>Trainiert ein Modell, das ganze Bilder oder Gitterzellen klassifiziert; ein Laptop genügt.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Trains a whole network on many labels of your own; needs PyTorch in the engine.</source>
   <translation>Trainiert ein ganzes Netz mit vielen eigenen Referenzdaten; braucht PyTorch in der Engine.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>True colour</source>
   <translation>Echtfarben</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>True colour (SpecAware)</source>
   <translation>Echtfarben (SpecAware)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Unit of the wavelengths in the file</source>
   <translation>Einheit der Wellenlängen in der Datei</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Units</source>
   <translation>Einheiten</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Units '{}' are not known: choose them from the list.</source>
   <translation>Einheiten „{}“ sind unbekannt: aus der Liste wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Units of the values, e.g. uW cm-2 sr-1 nm-1</source>
   <translation>Einheiten der Werte, z. B. uW cm-2 sr-1 nm-1</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Unknown</source>
   <translation>Unbekanntes</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Unpacking the packages</source>
   <translation>Packe die Pakete aus</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Update…</source>
   <translation>Aktualisieren…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Use</source>
   <translation>Benutzen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Use an existing environment…</source>
   <translation>Vorhandene Umgebung verwenden…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_layer_dialog.py" />
   <source>Use labels from a layer</source>
   <translation>Referenzdaten aus einem Layer verwenden</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>Use only letters, digits, '.', '-' and '_' in the name.</source>
   <translation>Verwenden Sie im Namen nur Buchstaben, Ziffern, '.', '-' und '_'.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Use the labels of a point or polygon layer</source>
   <translation>Die Referenzdaten eines Punkt- oder Polygonlayers verwenden</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Use the selected bands (Space switches them)</source>
   <translation>Die gewählten Bänder benutzen (Leertaste schaltet um)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Used</source>
   <translation>Benutzt</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Values of the pixel</source>
   <translation>Werte des Pixels</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>View and compare</source>
   <translation>Ansehen und vergleichen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>View and compare…</source>
   <translation>Ansehen und vergleichen…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>Waiting for the engine</source>
   <translation>Wartet auf die Engine</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>Waiting…</source>
   <translation>Wartet…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Wavelength unit</source>
   <translation>Einheit der Wellenlänge</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/parts/spectrum_plot.py" />
   <source>Wavelength, nm</source>
   <translation>Wellenlänge, nm</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Wavelengths file: one band per line (centre and, if known, FWHM)</source>
   <translation>Wellenlängendatei: ein Band je Zeile (Mitte und, wenn bekannt, FWHM)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Wavelengths in {}</source>
   <translation>Wellenlängen in {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Weights</source>
   <translation>Gewichte</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Weights of SpecAware or SpectralGPT</source>
   <translation>Gewichte von SpecAware oder SpectralGPT</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Weights to train</source>
   <translation>Trainierte Gewichte</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>What it maps</source>
   <translation>Was es kartiert</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>Which sensor? {} bands without wavelengths</source>
   <translation>
    <numerusform>Welcher Sensor? {} Band ohne Wellenlänge</numerusform>
    <numerusform>Welcher Sensor? {} Bänder ohne Wellenlängen</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Whole raster</source>
   <translation>Ganzes Raster</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Widths that are not between 0 and 400 nm: {}.</source>
   <translation>Breiten, die nicht zwischen 0 und 400 nm liegen: {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Window</source>
   <translation>Fenster</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Write all spectra as CSV</source>
   <translation>Alle Spektren als CSV schreiben</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Write cloud-optimised GeoTIFFs with overviews</source>
   <translation>Cloud-optimierte GeoTIFFs (COG) mit Übersichten schreiben</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>Write features of a model</source>
   <translation>Merkmale eines Modells schreiben</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Write the bands as CSV, ENVI header or JSON</source>
   <translation>Die Bänder als CSV, ENVI-Header oder JSON schreiben</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>Writes the features of a model as a raster with many bands, and as a picture.</source>
   <translation>Schreibt die Merkmale eines Modells als Raster mit vielen Bändern und als Bild.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>You chose this environment; SpecAware does not change it.</source>
   <translation>Sie haben diese Umgebung gewählt; SpecAware ändert nichts darin.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Zoom to</source>
   <translation>Hinzoomen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>a scene may have several classes</source>
   <translation>eine Szene kann mehrere Klassen haben</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>accuracy,validation,confusion matrix,error matrix,Olofsson,area estimation,IoU,F1</source>
   <translation>Genauigkeit,Validierung,Konfusionsmatrix,Fehlermatrix,Olofsson,Flächenschätzung,IoU,F1</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>accuracy,validation,stratified random sample,reference points,sample size,Olofsson</source>
   <translation>Genauigkeit,Validierung,geschichtete Zufallsstichprobe,Referenzpunkte,Stichprobenumfang,Olofsson</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>areas of each transition</source>
   <translation>Flächen jedes Übergangs</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>assumed</source>
   <translation>angenommen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>attribute with the change: 0, no, no change or unchanged; any other value is a change</source>
   <translation>Attribut mit der Änderung: 0, no, no change oder unchanged; jeder andere Wert ist eine Änderung</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>attribute with the class</source>
   <translation>Attribut mit der Klasse</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>band metadata</source>
   <translation>Bandmetadaten</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>band name</source>
   <translation>Bandname</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>band scale</source>
   <translation>Bandskalierung</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>bands left out: {}</source>
   <translation>weggelassene Bänder: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>bands switched on: {}</source>
   <translation>eingeschaltete Bänder: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>bare soil</source>
   <translation>offener Boden</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>beside each raster</source>
   <translation>neben jedem Raster</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>burned</source>
   <translation>verbrannt</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>change detection,bitemporal,difference,from-to,MAD,deforestation,hyperspectral</source>
   <translation>Änderungserkennung,bitemporal,Differenz,Übergänge,MAD,Entwaldung,hyperspektral</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>change detection,training,siamese,bitemporal,labels,deforestation,urban growth</source>
   <translation>Änderung,Änderungserkennung,Training,siamesisch,bitemporal,Labels,Entwaldung,Siedlungswachstum</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>changed pixels</source>
   <translation>geänderte Pixel</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>class map</source>
   <translation>Klassenkarte</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <location filename="../../backend/job/kinds/sample.py" />
   <source>class map: one band of integers, from any program</source>
   <translation>Klassenkarte: ein Band ganzer Zahlen, aus beliebigem Programm</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>class prior: all classes alike, as in the labels, or roughly as the zero-shot model maps the scene (default)</source>
   <translation>Klassenhäufigkeit: alle gleich, wie in den Referenzdaten oder ungefähr wie das Zero-Shot-Modell die Szene kartiert (Vorgabe)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>classes whose names differ in the map</source>
   <translation>Klassen, die in der Karte anders heißen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>compare spectra, or features of the model</source>
   <translation>Spektren vergleichen oder Merkmale des Modells</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>constant in the sample</source>
   <translation>konstant in der Stichprobe</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>differs between bands</source>
   <translation>je nach Band verschieden</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>dry vegetation</source>
   <translation>trockene Vegetation</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>embedding,features,foundation model,PCA,clustering,deep learning,hyperspectral</source>
   <translation>Embedding,Merkmale,Grundlagenmodell,PCA,Hauptkomponenten,Clustering,Deep Learning,hyperspektral</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>expected user's accuracy (default: 0.8)</source>
   <translation>erwartete Nutzergenauigkeit (Vorgabe: 0.8)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>features</source>
   <translation>Merkmale</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>few-shot,training,labels,samples,supervised classification,hyperspectral,LDA,MNF</source>
   <translation>few-shot,Training,Referenzdaten,Stichproben,überwachte Klassifikation,hyperspektral,LDA,MNF</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>file name</source>
   <translation>Dateiname</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>files, products, folders or layers · click to browse</source>
   <translation>Dateien, Produkte, Ordner oder Layer · Klick zum Durchsuchen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>fine-tuning,deep learning,training,segmentation,scenes,masks,PyTorch,LoRA,SpectralGPT,UPerNet</source>
   <translation>Feinabstimmung,Deep Learning,Training,Segmentierung,Szenen,Masken,PyTorch,LoRA,SpectralGPT,UPerNet</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>first three principal components in red, green, blue</source>
   <translation>die ersten drei Hauptkomponenten in Rot, Grün, Blau</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>folder</source>
   <translation>Ordner</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>folder of masks with the same names as the images: class numbers from 1, 0 for no label</source>
   <translation>Ordner mit Masken, die wie die Bilder heißen: Klassennummern ab 1, 0 für keine Klasse</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>folder with one folder of rasters per class, CSV of paths and labels, or raster with labelled polygons</source>
   <translation>Ordner mit je einem Rasterordner pro Klasse, CSV mit Pfaden und Klassen oder Raster mit Referenzpolygonen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>from the file</source>
   <translation>aus der Datei</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/settings_wrapper.py" />
   <source>from the raster</source>
   <translation>aus dem Raster</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>from which class to which</source>
   <translation>von welcher Klasse zu welcher</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>further rasters with labels, from any sensors</source>
   <translation>weitere Raster mit Referenzdaten, von beliebigen Sensoren</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>georeference</source>
   <translation>Georeferenz</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>how unlike any known spectrum each pixel is, in percent; do not trust the class where it is 50 or more</source>
   <translation>wie unähnlich jedes Pixel allen bekannten Spektren ist, in Prozent; ab 50 ist die Klasse nicht verlässlich</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>inferred from the values</source>
   <translation>aus den Werten geschlossen</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>its own labels, held out in spatial blocks</source>
   <translation>eigenen Referenzdaten, in räumlichen Blöcken zurückgehalten</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>land cover,classification,hyperspectral,multispectral,deep learning,foundation model</source>
   <translation>Landbedeckung,Klassifikation,hyperspektral,multispektral,Deep Learning,Foundation-Modell</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>land cover,segmentation,polygons,vectorise,hyperspectral,deep learning</source>
   <translation>Landbedeckung,Segmentierung,Polygone,vektorisieren,hyperspektral,Deep Learning</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>leave the mapped class out of the points</source>
   <translation>die kartierte Klasse bei den Punkten weglassen</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>low vegetation</source>
   <translation>niedrige Vegetation</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>mask band</source>
   <translation>Maskenband</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>mean</source>
   <translation>Mittel</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>minimum per class, if a total is given</source>
   <translation>Mindestzahl je Klasse, falls eine Gesamtzahl angegeben ist</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>model folder</source>
   <translation>Ordner des Modells</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>model,weights,checkpoint,SpecAware,SpectralGPT,safetensors,pth,ONNX,install</source>
   <translation>Modell,Gewichte,Checkpoint,SpecAware,SpectralGPT,safetensors,pth,ONNX,installieren</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>name of the band's file</source>
   <translation>Name der Datei des Bandes</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>name of the installed model (default: the name of the file)</source>
   <translation>Name des installierten Modells (Vorgabe: Name der Datei)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>name of the new model (default: the name of its folder)</source>
   <translation>Name des neuen Modells (Vorgabe: Name seines Ordners)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>names of the classes: a,b,c, or a file with one per line</source>
   <translation>Namen der Klassen: a,b,c oder eine Datei mit einem Namen je Zeile</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>names of the masks' classes, in the order of their numbers</source>
   <translation>Namen der Klassen der Masken, in der Reihenfolge ihrer Nummern</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>names of the source files</source>
   <translation>Namen der Quelldateien</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>network: the bundled model, or an encoder with its published weights</source>
   <translation>Netz: das mitgelieferte Modell oder ein Encoder mit seinen veröffentlichten Gewichten</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>no</source>
   <translation>nein</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>no band of {}</source>
   <translation>kein Band von {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>no data in the sample</source>
   <translation>keine Daten in der Stichprobe</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>no message</source>
   <translation>keine Meldung</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>no output</source>
   <translation>keine Ausgabe</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>nodata {:g}</source>
   <translation>NoData {:g}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>not stated</source>
   <translation>nicht angegeben</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>number of attention heads, if the size is not a published one</source>
   <translation>Anzahl der Attention-Köpfe, falls die Größe keine veröffentlichte ist</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>off: {}</source>
   <translation>aus: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>offset {:g}</source>
   <translation>Offset {:g}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>one date per source, for example 2024-05-31 (default: from metadata or file names)</source>
   <translation>ein Datum je Quelle, zum Beispiel 2024-05-31 (Vorgabe: aus Metadaten oder Dateinamen)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>only reflectance is compared</source>
   <translation>nur Reflexionsgrade werden verglichen</translation>
  </message>
  <message>
   <location filename="../../backend/job/spec.py" />
   <source>output to write (default: the deepest one)</source>
   <translation>zu schreibende Ausgabe (Vorgabe: die tiefste)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>page</source>
   <translation>Seite</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>pavement</source>
   <translation>Straßenbelag</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>percent</source>
   <translation>Prozent</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>pip does not install from an address without https: correct PIP_INDEX_URL, or name its host in PIP_TRUSTED_HOST.</source>
   <translation>pip nimmt keine Pakete von einer Adresse ohne https: berichtigen Sie PIP_INDEX_URL, oder nennen Sie den Rechner in PIP_TRUSTED_HOST.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>points</source>
   <translation>Punkte</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>points or polygons of changed and unchanged places, instead of a raster</source>
   <translation>Punkte oder Polygone geänderter und unveränderter Orte, anstelle eines Rasters</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>points or polygons that mark the pixels to search for</source>
   <translation>Punkte oder Polygone, die die gesuchten Pixel markieren</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>points or polygons: GeoPackage, GeoJSON, Shapefile</source>
   <translation>Punkte oder Polygone: GeoPackage, GeoJSON, Shapefile</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>points per class</source>
   <translation>Punkte je Klasse</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>polygons of equal class</source>
   <translation>Polygone gleicher Klasse</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>polygons: GeoPackage, GeoJSON, Shapefile</source>
   <translation>Polygone: GeoPackage, GeoJSON, Shapefile</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>probability of change from which a pixel counts as changed</source>
   <translation>Wahrscheinlichkeit, ab der ein Pixel als geändert gilt</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>published weights of SpecAware or SpectralGPT, for these networks</source>
   <translation>veröffentlichte Gewichte von SpecAware oder SpectralGPT, für diese Netze</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>random seed</source>
   <translation>Startwert des Zufallsgenerators</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>raster</source>
   <translation>Raster</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>raster metadata</source>
   <translation>Rastermetadaten</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>raster of 0 (no change), other numbers (change) and no data or 255 (not known); or a vector file</source>
   <translation>Raster mit 0 (keine Änderung), anderen Zahlen (Änderung) und NoData oder 255 (unbekannt); oder eine Vektordatei</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>raster or product of the first date, or CSV with the columns before, after and changes</source>
   <translation>Raster oder Produkt des ersten Zeitpunkts, oder CSV mit den Spalten before, after und changes</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>raster or product of the second date, from any sensor and on any grid</source>
   <translation>Raster oder Produkt des zweiten Zeitpunkts, von beliebigem Sensor und Gitter</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>raster whose grid is used (auto: the one with the larger pixels)</source>
   <translation>Raster, dessen Gitter verwendet wird (auto: das mit den größeren Pixeln)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>raster with labels, folder of images, folder with one folder per class, or CSV of paths and labels</source>
   <translation>Raster mit Referenzdaten, Ordner mit Bildern, Ordner mit je einem Ordner pro Klasse oder CSV mit Pfaden und Klassen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>raster, ENVI header or product of the second date, from any sensor and on any grid</source>
   <translation>Raster, ENVI-Header oder Produkt des zweiten Zeitpunkts, von beliebigem Sensor und Gitter</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>rasters or products of the other dates, in any order</source>
   <translation>Raster oder Produkte der übrigen Zeitpunkte, in beliebiger Reihenfolge</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>red, green and blue bytes, 0 is no data</source>
   <translation>Bytes für Rot, Grün und Blau, 0 heißt keine Daten</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>reflectance</source>
   <translation>Reflexionsgrad</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>roof</source>
   <translation>Dach</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/profiles.py" />
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>row {}, column {}</source>
   <translation>Zeile {}, Spalte {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>sampling design of the labels (default: recognised)</source>
   <translation>Stichprobendesign der Referenzdaten (Vorgabe: wird erkannt)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>saved settings</source>
   <translation>gespeicherte Einstellungen</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>scale {:g}</source>
   <translation>Skalierung {:g}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>scene classification,SpectralGPT,image label,grid,Sentinel-2,deep learning</source>
   <translation>Szenenklassifikation,SpectralGPT,Bildklasse,Gitter,Sentinel-2,Deep Learning</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>scene classification,training,multi-label,image label,patches,mAP,EuroSAT,BigEarthNet</source>
   <translation>Szenenklassifikation,Training,mehrere Klassen,Bildklasse,Kacheln,mAP,EuroSAT,BigEarthNet</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>scene classifier to keep (auto: if any)</source>
   <translation>Szenenklassifikator, der bleibt (auto: falls vorhanden)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>scores of each cell</source>
   <translation>Bewertungen jeder Zelle</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>sensor geometry; the map is georeferenced</source>
   <translation>Sensorgeometrie; die Karte wird georeferenziert</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>share of places held out to stop training in time and to measure the accuracy</source>
   <translation>Anteil der Orte, der zurückgehalten wird, um das Training rechtzeitig zu beenden und die Genauigkeit zu messen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>side of square cells to label as scenes (0: label pixels)</source>
   <translation>Seite quadratischer Zellen, die wie Szenen klassifiziert werden (0: Pixel klassifizieren)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>side of the cells that labelled polygons are cut into</source>
   <translation>Seite der Zellen, in die Polygone mit Klassen geteilt werden</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>similarity,spectral angle,SAM,target detection,search,spectral library,hyperspectral</source>
   <translation>Ähnlichkeit,Spektralwinkel,SAM,Zielerkennung,Suche,Spektralbibliothek,hyperspektral</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>smallest share of a cell's labelled pixels for a class to count</source>
   <translation>kleinster Anteil an den Referenzpixeln einer Zelle, ab dem eine Klasse zählt</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>snow</source>
   <translation>Schnee</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>specaware-base, spectralgpt-base, ...</source>
   <translation>specaware-base, spectralgpt-base, ...</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>spectra to search for: CSV or ENVI spectral library</source>
   <translation>gesuchte Spektren: CSV oder ENVI-Spektralbibliothek</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>spectrum of the library (default: all); can be repeated</source>
   <translation>Spektrum der Bibliothek (Vorgabe: alle); mehrfach möglich</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>sun zenith {:g}°</source>
   <translation>Sonnenzenit {:g}°</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>table</source>
   <translation>Tabelle</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>target standard error of the overall accuracy</source>
   <translation>angestrebter Standardfehler der Gesamtgenauigkeit</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>the clipboard</source>
   <translation>die Zwischenablage</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>the probability of each class, one band per class</source>
   <translation>die Wahrscheinlichkeit jeder Klasse, ein Band je Klasse</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>the probability of the mapped class</source>
   <translation>die Wahrscheinlichkeit der kartierten Klasse</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>the share of each pixel that each class covers, in percent</source>
   <translation>den Anteil jeder Klasse an jedem Pixel, in Prozent</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>time series,multitemporal,change,areas by date,trend,hyperspectral</source>
   <translation>Zeitreihe,multitemporal,Änderung,Flächen nach Datum,Trend,hyperspektral</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>total number of points, shared by area</source>
   <translation>Gesamtzahl der Punkte, nach Fläche verteilt</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>training steps at most (default: as in the network's configuration)</source>
   <translation>höchste Zahl von Trainingsschritten (Vorgabe: wie in der Konfiguration des Netzes)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>tree</source>
   <translation>Baum</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>true colour, colour infrared or shortwave infrared (default: true colour or colour infrared if the bands allow it, otherwise long, middle and short wavelengths)</source>
   <translation>Echtfarben, Farbinfrarot oder kurzwelliges Infrarot (Vorgabe: Echtfarben oder Farbinfrarot, wenn die Bänder es erlauben, sonst lange, mittlere und kurze Wellenlängen)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>true colour,false colour,RGB,infrared,picture,stretch,quicklook,hyperspectral</source>
   <translation>Echtfarben,Falschfarben,RGB,Infrarot,Bild,Streckung,Quicklook,hyperspektral</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <location filename="../../plugin/scene/report.py" />
   <source>unknown</source>
   <translation>unbekannt</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>unknown sensor</source>
   <translation>unbekannter Sensor</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>water</source>
   <translation>Wasser</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>water vapour</source>
   <translation>Wasserdampf</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>wavelength,FWHM,bad bands,sensor,metadata,hyperspectral,ENVI header</source>
   <translation>Wellenlänge,FWHM,schlechte Bänder,Sensor,Metadaten,hyperspektral,ENVI-Header</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>wavelengths</source>
   <translation>Wellenlängen</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>wavelengths in {}</source>
   <translation>Wellenlängen in {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>weights to train: all, low-rank updates (LoRA), or only the head</source>
   <translation>zu trainierende Gewichte: alle, Anpassungen niedrigen Rangs (LoRA) oder nur der Kopf</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>weights: .safetensors, .pth or .pt</source>
   <translation>Gewichte: .safetensors, .pth oder .pt</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>yes</source>
   <translation>ja</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>you</source>
   <translation>Sie</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{:.0f} % accuracy on {}</source>
   <translation>{:.0f} % Genauigkeit auf {}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>{:.0f} % of {} labels correct, held out in blocks of {} px</source>
   <translation>
    <numerusform>{:.0f} % von {} Referenz richtig, zurückgehalten in Blöcken von {} px</numerusform>
    <numerusform>{:.0f} % von {} Referenzen richtig, zurückgehalten in Blöcken von {} px</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{:.0f} % overall accuracy</source>
   <translation>{:.0f} % Gesamtgenauigkeit</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>{:g} m</source>
   <translation>{:g} m</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>{} '{}' is not known: use one of {}.</source>
   <translation>{} „{}“ ist unbekannt: eines von {} wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>{} (assumed)</source>
   <translation>{} (angenommen)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>{} (found)</source>
   <translation>{} (gefunden)</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/report.py" />
   <source>{} bands</source>
   <translation>
    <numerusform>{} Band</numerusform>
    <numerusform>{} Bänder</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} bands, {} processor threads</source>
   <translation>
    <numerusform>{} Bänder, {} Prozessor-Thread</numerusform>
    <numerusform>{} Bänder, {} Prozessor-Threads</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>{} bands: the model needs at least {}, as of a multispectral or hyperspectral sensor.</source>
   <translation>
    <numerusform>{} Band: Das Modell braucht mindestens {}, etwa von einem Multispektral- oder Hyperspektralsensor.</numerusform>
    <numerusform>{} Bänder: Das Modell braucht mindestens {}, etwa von einem Multispektral- oder Hyperspektralsensor.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/models.py" />
   <source>{} classes</source>
   <translation>
    <numerusform>{} Klasse</numerusform>
    <numerusform>{} Klassen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>{} labels added</source>
   <translation>
    <numerusform>{} Referenz hinzugefügt</numerusform>
    <numerusform>{} Referenzen hinzugefügt</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} land-cover classes</source>
   <translation>
    <numerusform>{} Landbedeckungsklasse</numerusform>
    <numerusform>{} Landbedeckungsklassen</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/engine/progress.py" />
   <source>{} left</source>
   <translation>noch {}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/report.py" />
   <source>{} of {} bands</source>
   <translation>
    <numerusform>{} von {} Band</numerusform>
    <numerusform>{} von {} Bändern</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>{} of {} mapped</source>
   <translation>{} von {} kartiert</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>{} of {}: {}</source>
   <translation>{} von {}: {}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} pixels</source>
   <translation>
    <numerusform>{} Pixel</numerusform>
    <numerusform>{} Pixel</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} pixels, overlap {} pixels</source>
   <translation>
    <numerusform>{} Pixel, Überlappung {} Pixel</numerusform>
    <numerusform>{} Pixel, Überlappung {} Pixel</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>{} to be confirmed</source>
   <translation>{} zu bestätigen</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>{} wavelengths</source>
   <translation>
    <numerusform>{} Wellenlänge</numerusform>
    <numerusform>{} Wellenlängen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/band_table.py" />
   <source>{} wavelengths are given but the raster has {} bands: correct the list.</source>
   <translation>
    <numerusform>{} Wellenlänge ist angegeben, das Raster hat aber {} Bänder: Liste berichtigen.</numerusform>
    <numerusform>{} Wellenlängen sind angegeben, das Raster hat aber {} Bänder: Liste berichtigen.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>{} widths</source>
   <translation>
    <numerusform>{} Breite</numerusform>
    <numerusform>{} Breiten</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/report.py" />
   <source>{} x {} pixels, {} bands, {}</source>
   <translation>
    <numerusform>{} x {} Pixel, {} Band, {}</numerusform>
    <numerusform>{} x {} Pixel, {} Bänder, {}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>{} · also {} bands, {:.0f} %</source>
   <translation>
    <numerusform>{} · auch {} Band, {:.0f} %</numerusform>
    <numerusform>{} · auch {} Bänder, {:.0f} %</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>{} · {:.0f} % match</source>
   <translation>{} · {:.0f} % Übereinstimmung</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>{}, mean of a few hundred pixels</source>
   <translation>{}, Mittel einiger hundert Pixel</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>{}, unit guessed: {}</source>
   <translation>{}, Einheit geraten: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{}: {:.0f} % overall accuracy.</source>
   <translation>{}: {:.0f} % Gesamtgenauigkeit.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/setup_box.py" />
   <source>{}: {} MB to download, {} MB on disk</source>
   <translation>{}: {} MB Download, {} MB auf der Platte</translation>
  </message>
 </context>
</TS>
