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
   <location filename="../../plugin/widgets/sensor_panel.py" />
   <source> or </source>
   <translation> oder </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>&amp;Date</source>
   <translation>&amp;Datum</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>&amp;Level</source>
   <translation>S&amp;tufe</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>&amp;Nodata</source>
   <translation>&amp;NoData</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>&amp;Offset</source>
   <translation>&amp;Offset</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>&amp;Pixel, m</source>
   <translation>&amp;Pixel, m</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>&amp;Sensor</source>
   <translation>&amp;Sensor</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>&amp;Units</source>
   <translation>&amp;Einheiten</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>&amp;Wavelengths in</source>
   <translation>&amp;Wellenlängen in</translation>
  </message>
  <message>
   <location filename="../../plugin/results/outputs.py" />
   <source>'{}' belongs to a raster, which would be damaged: choose another name.</source>
   <translation>„{}“ gehört zu einem Raster, das dabei beschädigt würde: wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_dialog.py" />
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
   <source>'{}' cannot be written ({}): take the tick from 'Save beside the raster'.</source>
   <translation>„{}“ lässt sich nicht schreiben ({}): den Haken bei „Neben dem Raster speichern“ entfernen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/find_similar.py" />
   <source>'{}' is no place: write x,y; x,y in the raster's CRS.</source>
   <translation>'{}' ist kein Ort: x,y; x,y im KBS des Rasters angeben.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>'{}' must end in .csv, .json or .hdr: change its name.</source>
   <translation>„{}“ muss auf .csv, .json oder .hdr enden: Namen ändern.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/drop_zone.py" />
   <source>&lt;b&gt;Drop rasters here&lt;/b&gt;</source>
   <translation>&lt;b&gt;Raster hier ablegen&lt;/b&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_banner.py" />
   <source>&lt;b&gt;One step before the first map.&lt;/b&gt; SpecAware needs its engine, a Python environment of its own.</source>
   <translation>&lt;b&gt;Ein Schritt vor der ersten Karte.&lt;/b&gt; SpecAware braucht seine Engine, eine eigene Python-Umgebung.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>&lt;p&gt;A model sees more in a pixel than its spectrum: its neighbours, and what it has learned. This writes it as a raster, for a clustering, a classifier or a regression of your own.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: the bundled one gives 96 features a pixel on the raster's own grid; an imported encoder of SpecAware or SpectralGPT gives one pixel a patch.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Picture&lt;/b&gt;: the three main components as red, green and blue. They come from a fixed sample of the whole raster: repeated runs and other extents of one raster have the same colours.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Features&lt;/b&gt;: large, 4 bytes a feature and pixel before compression. The report beside them (.json) names the device that was really used.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Ein Modell sieht in einem Pixel mehr als dessen Spektrum: die Nachbarschaft und das, was es gelernt hat. Das wird hier als Raster geschrieben, für ein eigenes Clustering, einen Klassifikator oder eine Regression.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Modell&lt;/b&gt;: Das mitgelieferte gibt 96 Merkmale je Pixel auf dem Gitter des Rasters; ein importierter Encoder von SpecAware oder SpectralGPT gibt ein Pixel je Patch.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Bild&lt;/b&gt;: die drei wichtigsten Hauptkomponenten als Rot, Grün und Blau. Sie stammen aus einer festen Stichprobe des ganzen Rasters: Wiederholte Läufe und andere Ausschnitte desselben Rasters haben dieselben Farben.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Merkmale&lt;/b&gt;: groß, vor der Kompression 4 Byte je Merkmal und Pixel. Der Bericht daneben (.json) nennt das Gerät, das wirklich benutzt wurde.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>&lt;p&gt;Compares a class map, of this or any other program, with points or polygons of known class: confusion matrix, user's and producer's accuracy, F1 and IoU of each class, and estimates of accuracy and area for the whole map with 95 % confidence intervals (Olofsson et al. 2014).&lt;/p&gt;&lt;p&gt;&lt;b&gt;Labels&lt;/b&gt; may be in any CRS. Classes match by name, numbers also by pixel value; &lt;b&gt;Match&lt;/b&gt; pairs those that have other names, as &lt;i&gt;meadow=Grassland,5=Water&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;How the labels were drawn&lt;/b&gt; decides whether there are intervals: points of 'Draw a sample to assess a map' are recognised; polygons never give any, as their pixels were not drawn one by one.&lt;/p&gt;&lt;p&gt;Page, table and JSON hold the same figures.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Vergleicht eine Klassenkarte, dieses oder eines anderen Programms, mit Punkten oder Polygonen bekannter Klasse: Konfusionsmatrix, Nutzer- und Herstellergenauigkeit, F1 und IoU jeder Klasse, dazu Schätzungen von Genauigkeit und Fläche für die ganze Karte mit 95-%-Konfidenzintervallen (Olofsson et al. 2014).&lt;/p&gt;&lt;p&gt;&lt;b&gt;Referenzdaten&lt;/b&gt; dürfen in jedem KBS liegen. Klassen werden nach Namen zugeordnet, Zahlen auch nach Pixelwert; die &lt;b&gt;Zuordnung&lt;/b&gt; verbindet solche mit anderen Namen, als &lt;i&gt;Wiese=Grasland,5=Wasser&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Wie die Referenzdaten gezogen wurden&lt;/b&gt;, entscheidet, ob es Intervalle gibt: Punkte aus 'Stichprobe zur Bewertung einer Karte ziehen' werden erkannt; Polygone ergeben nie welche, da ihre Pixel nicht einzeln gezogen wurden.&lt;/p&gt;&lt;p&gt;Seite, Tabelle und JSON enthalten dieselben Zahlen.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>&lt;p&gt;Draws random points within each class of a map. Fill their field &lt;b&gt;reference&lt;/b&gt; with what is really there (from the field, or a better image), then run 'Assess the accuracy of a map'.&lt;/p&gt;&lt;p&gt;&lt;b&gt;How many&lt;/b&gt;: so many of each class; or a total, shared by area with a minimum for each; or, if both are 0, as many as the wanted standard error of the overall accuracy needs (Olofsson et al. 2014, equation 13), with the user's accuracy to expect as &lt;i&gt;0.8&lt;/i&gt; or &lt;i&gt;Water=0.9,Forest=0.7&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Hide the class&lt;/b&gt;: whoever labels the points does not see what the map says.&lt;/p&gt;&lt;p&gt;The same seed draws the same points.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Zieht Zufallspunkte in jeder Klasse einer Karte. In ihr Feld &lt;b&gt;reference&lt;/b&gt; kommt, was wirklich dort ist (aus dem Gelände oder einem besseren Bild); danach 'Genauigkeit einer Karte bewerten' ausführen.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Wie viele&lt;/b&gt;: so viele je Klasse; oder eine Gesamtzahl, nach Fläche verteilt mit einer Mindestzahl je Klasse; oder, wenn beide 0 sind, so viele, wie der gewünschte Standardfehler der Gesamtgenauigkeit braucht (Olofsson et al. 2014, Gleichung 13), mit der erwarteten Nutzergenauigkeit als &lt;i&gt;0.8&lt;/i&gt; oder &lt;i&gt;Wasser=0.9,Wald=0.7&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Klasse verbergen&lt;/b&gt;: wer die Punkte bestimmt, sieht nicht, was die Karte sagt.&lt;/p&gt;&lt;p&gt;Derselbe Startwert zieht dieselben Punkte.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>&lt;p&gt;Give one place or several of what you look for, or spectra of a library; each pixel of the raster is compared with all of them, and the best counts. Nothing is trained.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Points or polygons&lt;/b&gt;: in any CRS. &lt;b&gt;Pixels&lt;/b&gt;: x,y in the raster's CRS, several parted by ';'. &lt;b&gt;Library&lt;/b&gt;: CSV with a column 'wavelength' and one column a spectrum, what the profile tool exports, or an ENVI spectral library.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Compare&lt;/b&gt;: &lt;i&gt;spectrum&lt;/i&gt; is the spectral angle over the bands used, 100 % for the same shape and 0 % from 30 degrees on. &lt;i&gt;features&lt;/i&gt; is by what the model sees, neighbours included; 0 % is no more alike than the scene's average. &lt;i&gt;auto&lt;/i&gt; takes features for places and spectra for a library.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Geben Sie einen oder mehrere Orte dessen an, was gesucht wird, oder Spektren einer Bibliothek; jedes Pixel des Rasters wird mit allen verglichen, und der beste Vergleich zählt. Es wird nichts trainiert.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Punkte oder Polygone&lt;/b&gt;: in jedem KBS. &lt;b&gt;Pixel&lt;/b&gt;: x,y im KBS des Rasters, mehrere durch ';' getrennt. &lt;b&gt;Bibliothek&lt;/b&gt;: CSV mit einer Spalte 'wavelength' und einer Spalte je Spektrum, der Export des Profilwerkzeugs oder eine ENVI-Spektralbibliothek.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Vergleichen nach&lt;/b&gt;: &lt;i&gt;spectrum&lt;/i&gt; ist der Spektralwinkel über die benutzten Bänder, 100 % bei gleicher Form und 0 % ab 30 Grad. &lt;i&gt;features&lt;/i&gt; vergleicht, was das Modell sieht, samt Nachbarschaft; 0 % ist nicht ähnlicher als der Durchschnitt der Szene. &lt;i&gt;auto&lt;/i&gt; nimmt für Orte die Merkmale und für eine Bibliothek die Spektren.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify_scene.py" />
   <source>&lt;p&gt;Gives one label and the score of every class to each cell of a grid, and to the whole image. The model is a scene classifier, for example of SpectralGPT, installed with 'Import model weights'.&lt;/p&gt;&lt;p&gt;A cell is as large as the tile the model was made for; the last cells of a row or column move inwards, and a smaller image is one cell. The whole image has the mean of its cells' scores, weighed by their valid area.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Scores of the cells&lt;/b&gt;: CSV, one line a cell, one column a class.&lt;br&gt;&lt;b&gt;Scores of the whole image&lt;/b&gt;: CSV, one line a class, the best first.&lt;br&gt;&lt;b&gt;Cells&lt;/b&gt;: polygons with label and scores, in the colours of the classes.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Gibt jeder Zelle eines Gitters und dem ganzen Bild eine Klasse und die Bewertung jeder Klasse. Das Modell ist ein Szenenklassifikator, etwa von SpectralGPT, installiert mit „Modellgewichte importieren“.&lt;/p&gt;&lt;p&gt;Eine Zelle ist so groß wie die Kachel, für die das Modell gemacht ist; die letzten Zellen einer Zeile oder Spalte rücken nach innen, und ein kleineres Bild ist eine Zelle. Das ganze Bild hat das Mittel der Bewertungen seiner Zellen, gewichtet mit deren gültiger Fläche.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Bewertungen der Zellen&lt;/b&gt;: CSV, eine Zeile je Zelle, eine Spalte je Klasse.&lt;br&gt;&lt;b&gt;Bewertungen des ganzen Bildes&lt;/b&gt;: CSV, eine Zeile je Klasse, die beste zuerst.&lt;br&gt;&lt;b&gt;Zellen&lt;/b&gt;: Polygone mit Klasse und Bewertungen, in den Farben der Klassen.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/train.py" />
   <source>&lt;p&gt;Learns classes of your own from a few labelled points or polygons in any CRS; ten labels of each class are a good start. What the bundled model sees is joined with the spectra at the labels.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Labels&lt;/b&gt; and &lt;b&gt;Field&lt;/b&gt;: where they are, and the attribute that holds the class.&lt;br&gt;&lt;b&gt;How common classes are&lt;/b&gt;: equally (uniform), as in the labels, or about as the bundled model sees the scene (zero-shot).&lt;/p&gt;&lt;p&gt;&lt;b&gt;Further rasters&lt;/b&gt;: labels may lie on several, also of different sensors; their spectra meet in the bands that all of them cover.&lt;/p&gt;&lt;p&gt;The model is at once in the list of models, in the panel and in every algorithm, for this raster or another, also of another sensor. &lt;b&gt;Folder of the model&lt;/b&gt;: among your models if left empty. Its report.html holds the accuracy on labels that were held out in blocks, with the confusion matrix, and areas with confidence intervals.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Lernt eigene Klassen aus wenigen beschrifteten Punkten oder Polygonen in beliebigem KBS; zehn je Klasse sind ein guter Anfang. Was das mitgelieferte Modell sieht, wird mit den Spektren an den Beschriftungen verbunden.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Beschriftungen&lt;/b&gt; und &lt;b&gt;Feld&lt;/b&gt;: wo sie sind, und das Attribut mit der Klasse.&lt;br&gt;&lt;b&gt;Wie häufig Klassen sind&lt;/b&gt;: gleich (uniform), wie in den Beschriftungen, oder etwa wie das mitgelieferte Modell die Szene sieht (zero-shot).&lt;/p&gt;&lt;p&gt;&lt;b&gt;Weitere Raster&lt;/b&gt;: die Beschriftungen dürfen auf mehreren liegen, auch von verschiedenen Sensoren; ihre Spektren treffen sich in den Bändern, die alle abdecken.&lt;/p&gt;&lt;p&gt;Das Modell steht sofort in der Liste der Modelle, im Bedienfeld und in jedem Algorithmus, für dieses oder ein anderes Raster, auch von einem anderen Sensor. &lt;b&gt;Ordner des Modells&lt;/b&gt;: bei Ihren Modellen, wenn er leer bleibt. Sein report.html enthält die Genauigkeit an Beschriftungen, die blockweise zurückgehalten wurden, mit der Konfusionsmatrix, und Flächen mit Vertrauensbereichen.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/segment.py" />
   <source>&lt;p&gt;Maps land cover as 'Classify land cover' does and gives the map as polygons: each connected area of one class, with the class, its name, the area in square metres and the model's mean confidence in it.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Minimum area&lt;/b&gt;: smaller areas are merged into their neighbours.&lt;/p&gt;&lt;p&gt;Raster, model and sensor settings are those of 'Classify land cover'.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Kartiert Landbedeckung wie „Landbedeckung klassifizieren“ und gibt die Karte als Polygone: jede zusammenhängende Fläche einer Klasse mit der Klasse, ihrem Namen, der Fläche in Quadratmetern und der mittleren Konfidenz des Modells.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Mindestfläche&lt;/b&gt;: kleinere Flächen gehen in ihren Nachbarn auf.&lt;/p&gt;&lt;p&gt;Raster, Modell und Sensoreinstellungen sind die von „Landbedeckung klassifizieren“.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify.py" />
   <source>&lt;p&gt;Maps land cover with a bundled model that takes any set of bands, matched by wavelength.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Raster&lt;/b&gt;: a layer, a file or a product as downloaded (EnMAP METADATA.XML, ENVI header, …). Wavelengths, units and level are read from it; the sensor settings are for files that do not state them. Where something cannot be known the run stops and says what to give; nothing is guessed.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Classes&lt;/b&gt;: one byte per pixel, 0 is nodata; names and colours are in the file and beside it.&lt;br&gt;&lt;b&gt;Probabilities&lt;/b&gt;: one band per class. &lt;b&gt;Cover fractions&lt;/b&gt;: one band per class, its share of each pixel. &lt;b&gt;Confidence&lt;/b&gt;: probability of the class shown. &lt;b&gt;Unknown&lt;/b&gt;: how unlike all spectra the model knows a pixel is; trust no class from 50 on.&lt;br&gt;&lt;b&gt;Report&lt;/b&gt;: a page to read, to print and to pass on: image and map, areas, confidence, spectra of the classes, bands used, accuracy of the model, and the command that repeats the map.&lt;/p&gt;&lt;p&gt;The map is written to a temporary file and renamed at the end: a cancelled run leaves nothing.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Kartiert Landbedeckung mit einem mitgelieferten Modell, das beliebige Bänder annimmt und sie nach der Wellenlänge zuordnet.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Raster&lt;/b&gt;: ein Layer, eine Datei oder ein Produkt wie heruntergeladen (EnMAP METADATA.XML, ENVI-Header, …). Wellenlängen, Einheiten und Stufe werden daraus gelesen; die Sensoreinstellungen sind für Dateien, die sie nicht nennen. Was sich nicht wissen lässt, hält den Lauf an, und er sagt, was anzugeben ist; nichts wird geraten.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Klassen&lt;/b&gt;: ein Byte je Pixel, 0 ist NoData; Namen und Farben stehen in der Datei und daneben.&lt;br&gt;&lt;b&gt;Wahrscheinlichkeiten&lt;/b&gt;: ein Band je Klasse. &lt;b&gt;Flächenanteile&lt;/b&gt;: ein Band je Klasse, ihr Anteil an jedem Pixel. &lt;b&gt;Konfidenz&lt;/b&gt;: Wahrscheinlichkeit der gezeigten Klasse. &lt;b&gt;Unbekanntes&lt;/b&gt;: wie unähnlich ein Pixel allen Spektren ist, die das Modell kennt; ab 50 keiner Klasse trauen.&lt;br&gt;&lt;b&gt;Bericht&lt;/b&gt;: eine Seite zum Lesen, Drucken und Weitergeben: Bild und Karte, Flächen, Konfidenz, Spektren der Klassen, benutzte Bänder, Genauigkeit des Modells und der Befehl, der die Karte wiederholt.&lt;/p&gt;&lt;p&gt;Die Karte wird in eine temporäre Datei geschrieben und am Ende umbenannt: ein abgebrochener Lauf lässt nichts zurück.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>&lt;p&gt;Reads published weights of SpecAware or SpectralGPT, checks that every weight is accounted for, writes them as ONNX and installs them with a card in your model folder. Files that would run code are refused.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Design&lt;/b&gt;: what the weights were trained as.&lt;br&gt;&lt;b&gt;Classifier&lt;/b&gt;: keep the scene classifier in the file, if there is one; with several labels a scene where it was trained so.&lt;br&gt;&lt;b&gt;Classes&lt;/b&gt;: names in the classifier's order, separated by commas, or a text file with one a line.&lt;/p&gt;&lt;p&gt;A scene classifier is then offered by 'Classify scenes'. Models of other sizes than the published ones also need PyTorch and onnx in the engine's environment.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Liest veröffentlichte Gewichte von SpecAware oder SpectralGPT, prüft, dass jedes Gewicht seinen Platz hat, schreibt sie als ONNX und installiert sie mit einer Karte in Ihrem Modellordner. Dateien, die Code ausführen würden, werden abgelehnt.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Bauart&lt;/b&gt;: als was die Gewichte trainiert wurden.&lt;br&gt;&lt;b&gt;Klassifikator&lt;/b&gt;: den Szenenklassifikator der Datei behalten, falls es einen gibt; mit mehreren Klassen je Szene, wenn er so trainiert wurde.&lt;br&gt;&lt;b&gt;Klassen&lt;/b&gt;: Namen in der Reihenfolge des Klassifikators, mit Kommas getrennt, oder eine Textdatei mit einem je Zeile.&lt;/p&gt;&lt;p&gt;Ein Szenenklassifikator steht danach in „Szenen klassifizieren“ zur Wahl. Modelle anderer Größe als die veröffentlichten brauchen zusätzlich PyTorch und onnx in der Umgebung der Engine.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/inspect_sensor.py" />
   <source>&lt;p&gt;Shows what SpecAware understands of a raster, and where each value came from: sensor, level, units, scale, and the centre, width and use of each band. Nothing is mapped.&lt;/p&gt;&lt;p&gt;The sensor settings are tried out in the same way as in 'Classify land cover'.&lt;/p&gt;&lt;p&gt;&lt;b&gt;JSON&lt;/b&gt; for programs, &lt;b&gt;HTML&lt;/b&gt; for people: both hold the same.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Zeigt, was SpecAware von einem Raster versteht und woher jeder Wert kommt: Sensor, Stufe, Einheiten, Skalierung sowie Mitte, Breite und Gebrauch jedes Bandes. Nichts wird kartiert.&lt;/p&gt;&lt;p&gt;Die Sensoreinstellungen werden ebenso ausprobiert wie in „Landbedeckung klassifizieren“.&lt;/p&gt;&lt;p&gt;&lt;b&gt;JSON&lt;/b&gt; für Programme, &lt;b&gt;HTML&lt;/b&gt; für Menschen: beide enthalten dasselbe.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>A package is not the one that was tested (its hash differs), so nothing was kept: check where pip takes its packages from.</source>
   <translation>Ein Paket ist nicht das geprüfte (seine Prüfsumme ist eine andere); nichts wurde behalten: prüfen Sie, woher pip seine Pakete nimmt.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>A product's folder, or a folder of rasters</source>
   <translation>Der Ordner eines Produkts oder ein Ordner mit Rastern</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>About this model: what it maps, how well, and where it fails</source>
   <translation>Über dieses Modell: was es kartiert, wie gut und wo es versagt</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_menu.py" />
   <source>About this model…</source>
   <translation>Über dieses Modell…</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Accuracy as JSON</source>
   <translation>Genauigkeit als JSON</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Accuracy as a page</source>
   <translation>Genauigkeit als Seite</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Accuracy as a table</source>
   <translation>Genauigkeit als Tabelle</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/train_parameters.py" />
   <source>Accuracy on labels held out (%)</source>
   <translation>Genauigkeit an zurückgehaltenen Beschriftungen (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Acquired</source>
   <translation>Aufgenommen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>Active layer</source>
   <translation>Aktiver Layer</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_menu.py" />
   <source>Add a model's folder…</source>
   <translation>Ordner eines Modells hinzufügen…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>All is mapped: change model, area or settings, or map again from the menu of an entry.</source>
   <translation>Alles ist kartiert: Modell, Gebiet oder Einstellungen ändern, oder im Menü eines Eintrags neu kartieren.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_panel.py" />
   <source>All settings, and the table of bands</source>
   <translation>Alle Einstellungen und die Tabelle der Bänder</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>Also draw the library spectrum with the smallest angle, scaled to the chosen one</source>
   <translation>Auch das Bibliotheksspektrum mit dem kleinsten Winkel zeichnen, auf das gewählte skaliert</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>Also write</source>
   <translation>Dazu</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>Also write {}</source>
   <translation>Schreibt auch: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>Angle</source>
   <translation>Winkel</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/care.py" />
   <source>Another QGIS is setting up or removing the engine: wait until it is done, then look again.</source>
   <translation>Ein anderes QGIS richtet die Engine gerade ein oder entfernt sie: warten Sie, bis es fertig ist.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>Any sensor with {} or more bands between {:.0f} and {:.0f} nm, level {}.</source>
   <translation>Jeder Sensor mit {} oder mehr Bändern zwischen {:.0f} und {:.0f} nm, Stufe {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>Area</source>
   <translation>Fläche</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Areas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_layout.py" />
   <source>As in the file</source>
   <translation>Wie in der Datei</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Assess the accuracy of a map</source>
   <translation>Genauigkeit einer Karte bewerten</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>Attention heads, for other sizes than the published</source>
   <translation>Attention-Köpfe, bei anderen Größen als den veröffentlichten</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/band_view.py" />
   <location filename="../../plugin/widgets/spectrum_plot.py" />
   <source>Band</source>
   <translation>Band</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/spectrum_plot.py" />
   <source>Band {}</source>
   <translation>Band {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/band_view.py" />
   <source>Bands</source>
   <translation>Bänder</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/inspect_sensor.py" />
   <source>Bands as JSON</source>
   <translation>Bänder als JSON</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/inspect_sensor.py" />
   <source>Bands as a page</source>
   <translation>Bänder als Seite</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Bands of {}</source>
   <translation>Bänder von {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Bands without a centre, which are left out: {}.</source>
   <translation>Bänder ohne Mitte, die wegbleiben: {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_panel.py" />
   <source>Bands…</source>
   <translation>Bänder…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify_scene.py" />
   <source>CSV (*.csv)</source>
   <translation>CSV (*.csv)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <location filename="../../plugin/widgets/engine_banner.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>Card of the installed model</source>
   <translation>Karte des installierten Modells</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify_scene.py" />
   <location filename="../../plugin/results/maps.py" />
   <source>Cells</source>
   <translation>Zellen</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/band_view.py" />
   <source>Centre, nm</source>
   <translation>Mitte, nm</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Centres outside {:.0f} to {:.0f} nm: {}. Is the unit right?</source>
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
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Checking that the engine runs</source>
   <translation>Prüfe, ob die Engine läuft</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/settings_wrapper.py" />
   <source>Choose a raster first.</source>
   <translation>Zuerst ein Raster wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>Choose rasters or product files</source>
   <translation>Raster oder Produktdateien wählen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Class map</source>
   <translation>Klassenkarte</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify.py" />
   <location filename="../../plugin/algorithms/segment.py" />
   <source>Classes</source>
   <translation>Klassen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>Classes: names, or a file with one a line</source>
   <translation>Klassen: Namen, oder eine Datei mit einem je Zeile</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>Classifier</source>
   <translation>Klassifikator</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>Classifier to keep</source>
   <translation>Klassifikator, der bleibt</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify.py" />
   <source>Classify land cover</source>
   <translation>Landbedeckung klassifizieren</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify_scene.py" />
   <source>Classify scenes (whole image or grid cells)</source>
   <translation>Szenen klassifizieren (ganzes Bild oder Gitterzellen)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>Click a raster on the map to see its spectrum.</source>
   <translation>Ein Raster auf der Karte anklicken, um sein Spektrum zu sehen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_layout.py" />
   <source>Click or draw over bands to select them in the table</source>
   <translation>Bänder anklicken oder überstreichen, um sie in der Tabelle zu wählen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping.py" />
   <source>Clouds</source>
   <translation>Wolken</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Clouds, by quality layers or else by their spectra: own classes (class), no data (nodata), or keep</source>
   <translation>Wolken, nach Qualitätsebenen oder sonst nach ihren Spektren: eigene Klassen (class), ohne Daten (nodata) oder behalten (keep)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Compare</source>
   <translation>Vergleichen nach</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Compares a class map with points or polygons of known class: matrix, accuracies, areas.</source>
   <translation>Vergleicht eine Klassenkarte mit Punkten oder Polygonen bekannter Klasse: Matrix, Genauigkeiten, Flächen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>Comparing…</source>
   <translation>Wird verglichen …</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Confidence</source>
   <translation>Konfidenz</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_panel.py" />
   <source>Confirm</source>
   <translation>Bestätigen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/confirm_bar.py" />
   <source>Confirm:</source>
   <translation>Bestätigen:</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Cover fractions</source>
   <translation>Flächenanteile</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>Date '{}' is not like 2024-06-30 or 2024-06-30T10:15:00.</source>
   <translation>Datum „{}“ ist nicht wie 2024-06-30 oder 2024-06-30T10:15:00.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Dates, as 2023-05-31,2024-05-31 (from metadata and names if empty)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>Description</source>
   <translation>Beschreibung</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <location filename="../../plugin/widgets/model_card.py" />
   <source>Design</source>
   <translation>Bauart</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify_scene.py" />
   <location filename="../../plugin/algorithms/declared.py" />
   <location filename="../../plugin/algorithms/mapping.py" />
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Device (what is really used stands in the log and the report)</source>
   <translation>Gerät (was wirklich benutzt wird, steht im Protokoll und im Bericht)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/tour.py" />
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Draw a sample to assess a map</source>
   <translation>Stichprobe zur Bewertung einer Karte ziehen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Draws random points of each class of a map, and says how many are needed.</source>
   <translation>Zieht Zufallspunkte in jeder Klasse einer Karte und sagt, wie viele nötig sind.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/tour.py" />
   <source>Drop a raster, a product or a layer on the panel. If the file lacks something the model needs, the panel asks for it. The button with three dots beside the model trains on your own classes.</source>
   <translation>Ziehen Sie ein Raster, ein Produkt oder einen Layer auf das Bedienfeld. Fehlt der Datei etwas, das das Modell braucht, fragt das Bedienfeld danach. Mit der Schaltfläche mit den drei Punkten neben dem Modell trainieren Sie eigene Klassen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/drop_zone.py" />
   <source>Drop more, or click to browse</source>
   <translation>Weitere ablegen, oder Klick zum Durchsuchen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/drop_zone.py" />
   <source>Drop rasters here, or press Enter to browse</source>
   <translation>Raster hier ablegen, oder Eingabetaste zum Durchsuchen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>Empty the list</source>
   <translation>Liste leeren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/tour.py" />
   <source>End the tour</source>
   <translation>Tour beenden</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <location filename="../../plugin/widgets/sensor_layout.py" />
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Extent to map (whole raster if empty)</source>
   <translation>Ausdehnung der Karte (leer: ganzes Raster)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/band_view.py" />
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
   <location filename="../../plugin/engine/setup.py" />
   <source>Fetching {}</source>
   <translation>Hole {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Fewest points of a class</source>
   <translation>Mindestzahl der Punkte einer Klasse</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/train_parameters.py" />
   <source>Field that holds the class</source>
   <translation>Feld mit der Klasse</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/drop_zone.py" />
   <source>Files (GeoTIFF, ENVI, EnMAP METADATA.XML, PRISMA he5, EMIT nc, …), folders, URLs, layers from the tree</source>
   <translation>Dateien (GeoTIFF, ENVI, EnMAP METADATA.XML, PRISMA he5, EMIT nc, …), Ordner, URLs, Layer aus dem Baum</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>Files…</source>
   <translation>Dateien…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
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
   <source>Folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../plugin/algorithms/support.py" />
   <source>Folder '{}' is not writable: choose another output.</source>
   <translation>In den Ordner „{}“ lässt sich nicht schreiben: andere Ausgabe wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_menu.py" />
   <source>Folder of a model, with its card.json</source>
   <translation>Ordner eines Modells, mit dessen card.json</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/train_parameters.py" />
   <source>Folder of the model</source>
   <translation>Ordner des Modells</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/train_parameters.py" />
   <source>Folder of the model (among your models if empty)</source>
   <translation>Ordner des Modells (leer: bei Ihren Modellen)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_banner.py" />
   <source>Folder of wheels</source>
   <translation>Ordner mit Wheels</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>Folder…</source>
   <translation>Ordner…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_layout.py" />
   <source>Forget all that was stated here</source>
   <translation>Alles vergessen, was hier angegeben wurde</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>From-to classes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../plugin/algorithms/train_parameters.py" />
   <source>Further rasters with labels</source>
   <translation>Weitere Raster mit Beschriftungen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping.py" />
   <location filename="../../plugin/scene/report.py" />
   <source>Geometry</source>
   <translation>Geometrie</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>Give a name of letters, digits, '.', '-' and '_'.</source>
   <translation>Bitte einen Namen aus Buchstaben, Ziffern, '.', '-' und '_' angeben.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Grid</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>Ground unlike any class still gets one: also write 'Unknown' to see where.</source>
   <translation>Auch was keiner Klasse gleicht, bekommt eine: „Unbekanntes“ mitschreiben, um zu sehen, wo.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/inspect_sensor.py" />
   <source>HTML (*.html)</source>
   <translation>HTML (*.html)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify.py" />
   <source>HTML (*.html);;JSON (*.json)</source>
   <translation>HTML (*.html);;JSON (*.json)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/assess.py" />
   <source>Half of its 95 % confidence interval (%)</source>
   <translation>Halbes 95-%-Konfidenzintervall dazu (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Hide the class of the map</source>
   <translation>Klasse der Karte verbergen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/train_parameters.py" />
   <source>How common classes are</source>
   <translation>Wie häufig Klassen sind</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>How it was made ▸</source>
   <translation>Wie es entstand ▸</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>How it was made ▾</source>
   <translation>Wie es entstand ▾</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>How the labels were drawn</source>
   <translation>Wie die Referenzdaten gezogen wurden</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>How well</source>
   <translation>Wie gut</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>Import model weights</source>
   <translation>Modellgewichte importieren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_menu.py" />
   <source>Import weights…</source>
   <translation>Gewichte importieren…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_layout.py" />
   <source>Import…</source>
   <translation>Importieren…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/inspect_sensor.py" />
   <source>Inspect sensor and bands</source>
   <translation>Sensor und Bänder untersuchen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>Installed: {}</source>
   <translation>Installiert: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>Installs published weights of SpecAware or SpectralGPT as a model of your own.</source>
   <translation>Installiert veröffentlichte Gewichte von SpecAware oder SpectralGPT als eigenes Modell.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_box.py" />
   <source>It was chosen from elsewhere; SpecAware changes nothing in it.</source>
   <translation>Es wurde anderswo ausgewählt; SpecAware ändert nichts darin.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/inspect_sensor.py" />
   <source>JSON (*.json)</source>
   <translation>JSON (*.json)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify_scene.py" />
   <source>Label of the whole image</source>
   <translation>Klasse des ganzen Bildes</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify_scene.py" />
   <source>Labels grid cells and the whole image with an imported scene classifier.</source>
   <translation>Gibt Gitterzellen und dem ganzen Bild eine Klasse, mit einem importierten Szenenklassifikator.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/train_parameters.py" />
   <source>Labels: points or polygons</source>
   <translation>Beschriftungen: Punkte oder Polygone</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Land cover</source>
   <translation>Landbedeckung</translation>
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
   <location filename="../../plugin/algorithms/train.py" />
   <source>Learns your own classes from a few labelled points or polygons, in seconds.</source>
   <translation>Lernt Ihre eigenen Klassen in Sekunden aus wenigen Punkten oder Polygonen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_layout.py" />
   <source>Leave out</source>
   <translation>Weglassen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_layout.py" />
   <source>Leave the selected bands out (Delete)</source>
   <translation>Die gewählten Bänder weglassen (Entf)</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Let rasters read other folders</source>
   <translation>Raster aus anderen Ordnern lesen lassen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/base.py" />
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor_panel.py" />
   <source>Level</source>
   <translation>Stufe</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Level (L1: at sensor, L2: surface)</source>
   <translation>Stufe (L1: am Sensor, L2: Oberfläche)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/confirm_bar.py" />
   <source>Level {}</source>
   <translation>Stufe {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Library of spectra to look for</source>
   <translation>Spektralbibliothek mit den gesuchten Spektren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>Licence</source>
   <translation>Lizenz</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_dialog.py" />
   <source>List of wavelengths</source>
   <translation>Liste von Wellenlängen</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Looking up the network's settings</source>
   <translation>Lese die Netzwerkeinstellungen</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Making an environment in {} with {}</source>
   <translation>Lege eine Umgebung in {} mit {} an</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Making the Python environment</source>
   <translation>Lege die Python-Umgebung an</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <location filename="../../plugin/widgets/tour.py" />
   <source>Map</source>
   <translation>Kartieren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>Map again</source>
   <translation>Neu kartieren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>Map how like each pixel of the raster is to the spectra picked there, neighbours included</source>
   <translation>Zeigt, wie ähnlich jedes Pixel des Rasters den dort gewählten Spektren ist, samt ihrer Nachbarschaft</translation>
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
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <location filename="../../plugin/widgets/tour.py" />
   <source>Map the sample</source>
   <translation>Beispiel kartieren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/tour.py" />
   <source>Map the sample, a small simulated EnMAP scene. It takes a few seconds.</source>
   <translation>Kartieren Sie das Beispiel, eine kleine simulierte EnMAP-Szene. Das dauert wenige Sekunden.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>Map {} rasters</source>
   <translation>
    <numerusform>{} Raster kartieren</numerusform>
    <numerusform>{} Raster kartieren</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>Mapped, outside of the view: {}</source>
   <translation>Kartiert, außerhalb des Ausschnitts: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/progress.py" />
   <source>Mapping</source>
   <translation>Kartiert</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/segment.py" />
   <source>Maps land cover and gives it as polygons with class, area and mean confidence.</source>
   <translation>Kartiert Landbedeckung und gibt sie als Polygone mit Klasse, Fläche und mittlerer Konfidenz.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify.py" />
   <source>Maps land cover from any hyperspectral or multispectral raster.</source>
   <translation>Kartiert Landbedeckung aus beliebigen hyperspektralen oder multispektralen Rastern.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Match, as label=class,label=class</source>
   <translation>Zuordnung, als Referenz=Klasse,Referenz=Klasse</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>Measured by</source>
   <translation>Gemessen mit</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Memory ceiling in MB (0: automatic)</source>
   <translation>Speichergrenze in MB (0: automatisch)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/segment.py" />
   <source>Minimum area in square metres</source>
   <translation>Mindestfläche in Quadratmetern</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>Model '{}' comes with the plugin: it cannot be removed.</source>
   <translation>Modell '{}' gehört zur Erweiterung: Es kann nicht entfernt werden.</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>Model '{}' comes with the plugin: it keeps its name.</source>
   <translation>Modell '{}' gehört zur Erweiterung: Es behält seinen Namen.</translation>
  </message>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source>Model '{}' does no {}: choose another one.</source>
   <translation>Modell „{}“ kann kein {}: ein anderes wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/train.py" />
   <source>Model '{}' is in the list of models.</source>
   <translation>Modell '{}' steht in der Liste der Modelle.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Model card from elsewhere (card.json), instead of an installed model</source>
   <translation>Modellkarte von anderswo (card.json) statt eines installierten Modells</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>Model {}</source>
   <translation>Modell {}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping.py" />
   <source>Model {}, device {}</source>
   <translation>Modell {}, Gerät {}</translation>
  </message>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source>Models</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>Most like</source>
   <translation>Am ähnlichsten</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/band_view.py" />
   <location filename="../../plugin/widgets/model_menu.py" />
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>Name of the installed model</source>
   <translation>Name des installierten Modells</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/train_parameters.py" />
   <source>Name of the model</source>
   <translation>Name des Modells</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/train_parameters.py" />
   <source>Name of the model (that of the labels if empty)</source>
   <translation>Name des Modells (leer: der der Beschriftungen)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>Name of the model (the file's if empty)</source>
   <translation>Name des Modells (leer: der der Datei)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Names of its spectra, parted by ; (all if empty)</source>
   <translation>Namen der Spektren, durch ; getrennt (leer: alle)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>Nearest library spectrum</source>
   <translation>Nächstes Bibliotheksspektrum</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/tour.py" />
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
   <source>No band is used: switch some on.</source>
   <translation>Kein Band wird benutzt: einige einschalten.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/train.py" />
   <source>No field was given: choose the attribute that holds the class.</source>
   <translation>Es wurde kein Feld angegeben: das Attribut mit der Klasse wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/train.py" />
   <source>No labels were given: choose a layer of points or polygons.</source>
   <translation>Es wurden keine Beschriftungen angegeben: Layer mit Punkten oder Polygonen wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source>No model for {} is installed: import one with 'Import model weights'.</source>
   <translation>Kein Modell für {} ist installiert: eines mit „Modellgewichte importieren“ importieren.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>No model is installed: install the plugin again.</source>
   <translation>Kein Modell ist installiert: die Erweiterung neu installieren.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/declared.py" />
   <source>No output was chosen: choose one.</source>
   <translation>Keine Ausgabe wurde gewählt: Wählen Sie eine.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>No packages of the tested versions for this Python: others that fit are taken.</source>
   <translation>Für dieses Python gibt es die erprobten Versionen nicht: andere passende werden genommen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/base.py" />
   <source>No raster was given: choose a raster layer, a file or a product.</source>
   <translation>Es wurde kein Raster angegeben: Rasterlayer, Datei oder Produkt wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/tour.py" />
   <source>Not now</source>
   <translation>Nicht jetzt</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_banner.py" />
   <source>Not set up.</source>
   <translation>Nicht eingerichtet.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/find_similar.py" />
   <source>Nothing to look for was given: choose points, pixels or a library of spectra.</source>
   <translation>Es wurde nichts angegeben, wonach gesucht wird: Punkte, Pixel oder eine Spektralbibliothek wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/declared.py" />
   <source>Nothing was given for '{}': choose it.</source>
   <translation>Für „{}“ wurde nichts angegeben: Wählen Sie es.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>Nothing was measured: check its maps against places that you know.</source>
   <translation>Nichts wurde gemessen: Karten an Orten prüfen, die Sie kennen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_dialog.py" />
   <source>Nothing was read.</source>
   <translation>Nichts wurde gelesen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/embed.py" />
   <source>Number of features</source>
   <translation>Anzahl der Merkmale</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Number that means no data, in all bands</source>
   <translation>Zahl für NoData, in allen Bändern</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_panel.py" />
   <source>Offset</source>
   <translation>Offset</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/confirm_bar.py" />
   <source>Offset {:g}</source>
   <translation>Offset {:g}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Offset: added after the scale, e.g. -0.1 for Sentinel-2 since 2022</source>
   <translation>Offset: nach der Skalierung addiert, z. B. -0.1 für Sentinel-2 ab 2022</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>On which sensors</source>
   <translation>Für welche Sensoren</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Only rasters that are files can be mapped.</source>
   <translation>Nur Raster, die Dateien sind, lassen sich kartieren.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <location filename="../../plugin/widgets/model_menu.py" />
   <source>Open folder</source>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/tour.py" />
   <source>Open the report</source>
   <translation>Bericht öffnen</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Origin</source>
   <translation>Herkunft</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_banner.py" />
   <source>Other ways</source>
   <translation>Andere Wege</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/support.py" />
   <source>Output '{}' must end in {}: change its name.</source>
   <translation>Ausgabe „{}“ muss auf {} enden: Namen ändern.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/assess.py" />
   <source>Overall accuracy of the map (%)</source>
   <translation>Gesamtgenauigkeit der Karte (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>Part in the map view</source>
   <translation>Teil in der Kartenansicht</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_layout.py" />
   <source>Paste</source>
   <translation>Einfügen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_layout.py" />
   <source>Paste wavelengths, one a line, FWHM beside them (Ctrl+V)</source>
   <translation>Wellenlängen einfügen, eine je Zeile, FWHM daneben (Strg+V)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>Picked spectra</source>
   <translation>Gewählte Spektren</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Picture of the features</source>
   <translation>Bild der Merkmale</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Pixel size</source>
   <translation>Pixelgröße</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/find_similar.py" />
   <source>Pixels of 50 % and more</source>
   <translation>Pixel mit 50 % und mehr</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/find_similar.py" />
   <source>Pixels to look for: x,y; x,y</source>
   <translation>Gesuchte Pixel: x,y; x,y</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>Point</source>
   <translation>Punkt</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Points</source>
   <translation>Punkte</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/draw_sample.py" />
   <source>Points drawn</source>
   <translation>Gezogene Punkte</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Points in total (0: as many as needed)</source>
   <translation>Punkte insgesamt (0: so viele wie nötig)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/draw_sample.py" />
   <source>Points needed for the wanted standard error</source>
   <translation>Nötige Punkte für den gewünschten Standardfehler</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Points of each class (0: from the total)</source>
   <translation>Punkte je Klasse (0: nach der Gesamtzahl)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Points or polygons to look for</source>
   <translation>Gesuchte Punkte oder Polygone</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify_scene.py" />
   <location filename="../../plugin/algorithms/declared.py" />
   <location filename="../../plugin/algorithms/mapping.py" />
   <source>Precision</source>
   <translation>Genauigkeit</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Precision (int8 is the fastest on most processors)</source>
   <translation>Zahlengenauigkeit (int8 ist auf den meisten Prozessoren am schnellsten)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/train.py" />
   <source>Prior</source>
   <translation>A-priori-Häufigkeit</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Probabilities</source>
   <translation>Wahrscheinlichkeiten</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Probability from which on a pixel has changed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Probability of change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Processor threads (0: automatic)</source>
   <translation>Prozessor-Threads (0: automatisch)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Products in sensor geometry: place the map on the ground (map), or leave it as measured (sensor)</source>
   <translation>Produkte in Sensorgeometrie: die Karte auf den Boden legen (map) oder wie gemessen lassen (sensor)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_banner.py" />
   <source>Python of an environment with the engine's packages</source>
   <translation>Python einer Umgebung mit den Paketen der Engine</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/network.py" />
   <source>QGIS uses a SOCKS proxy, which pip cannot: set the variable HTTPS_PROXY to an HTTP proxy, or set up from a folder of wheels.</source>
   <translation>QGIS benutzt einen SOCKS-Proxy, was pip nicht kann: setzen Sie die Variable HTTPS_PROXY auf einen HTTP-Proxy, oder richten Sie aus einem Ordner mit Wheels ein.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Quantity</source>
   <translation>Größe der Werte</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>Rare classes are found less well than common ones: compare mIoU with accuracy.</source>
   <translation>Seltene Klassen werden schlechter gefunden als häufige: mIoU mit der Genauigkeit vergleichen.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Raster</source>
   <translation>Raster</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/base.py" />
   <source>Raster '{}' does not exist or cannot be opened: check the path.</source>
   <translation>Raster „{}“ gibt es nicht oder es lässt sich nicht öffnen: Pfad prüfen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Raster layer, file or product</source>
   <translation>Rasterlayer, Datei oder Produkt</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>Rasters and products to map</source>
   <translation>Raster und Produkte, die kartiert werden</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Rasters as cloud-optimised GeoTIFFs, with overviews</source>
   <translation>Raster als cloud-optimierte GeoTIFFs (COG) mit Übersichten</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>Rasters to map</source>
   <translation>Raster, die kartiert werden</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>Read again</source>
   <translation>Neu lesen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_layout.py" />
   <source>Read wavelengths from a CSV, text or JSON file or ENVI header</source>
   <translation>Wellenlängen aus CSV-, Text- oder JSON-Datei oder ENVI-Header lesen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/session.py" />
   <source>Reading was stopped: drop it again.</source>
   <translation>Das Lesen wurde angehalten: noch einmal ablegen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries.py" />
   <location filename="../../plugin/widgets/profile_dock.py" />
   <location filename="../../plugin/widgets/sensor_dialog.py" />
   <source>Reading…</source>
   <translation>Wird gelesen…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <location filename="../../plugin/widgets/sensor_dialog.py" />
   <source>Reflectance</source>
   <translation>Reflexionsgrad</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_box.py" />
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_menu.py" />
   <source>Remove model '{}' and delete its folder?
{}</source>
   <translation>Modell '{}' entfernen und seinen Ordner löschen?
{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>Remove the chosen spectrum, or all</source>
   <translation>Das gewählte Spektrum entfernen, oder alle</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_menu.py" />
   <source>Remove…</source>
   <translation>Entfernen…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_menu.py" />
   <source>Rename model</source>
   <translation>Modell umbenennen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_menu.py" />
   <source>Rename…</source>
   <translation>Umbenennen…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_banner.py" />
   <source>Repair…</source>
   <translation>Reparieren…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>Replace a model of that name</source>
   <translation>Ein Modell dieses Namens ersetzen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify.py" />
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/assess.py" />
   <location filename="../../plugin/algorithms/inspect_sensor.py" />
   <location filename="../../plugin/algorithms/mapping.py" />
   <source>Report: {}</source>
   <translation>Bericht: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>S&amp;cale</source>
   <translation>S&amp;kalierung</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/draw_sample.py" />
   <source>Sample of {}</source>
   <translation>Stichprobe von {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_layout.py" />
   <source>Save beside the raster</source>
   <translation>Neben dem Raster speichern</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>Save in</source>
   <translation>Speichern in</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_dialog.py" />
   <source>Save the bands</source>
   <translation>Bänder speichern</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>Save the spectra</source>
   <translation>Spektren speichern</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor_panel.py" />
   <source>Scale</source>
   <translation>Skalierung</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>Scale and pixel size must be greater than 0.</source>
   <translation>Skalierung und Pixelgröße müssen größer als 0 sein.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/confirm_bar.py" />
   <source>Scale {:g}</source>
   <translation>Skalierung {:g}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Scale: physical value = stored value x scale + offset</source>
   <translation>Skalierung: physikalischer Wert = gespeicherter Wert x Skalierung + Offset</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify_scene.py" />
   <source>Score of that label</source>
   <translation>Bewertung dieser Klasse</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify_scene.py" />
   <source>Scores of the cells</source>
   <translation>Bewertungen der Zellen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify_scene.py" />
   <source>Scores of the whole image</source>
   <translation>Bewertungen des ganzen Bildes</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Seed of the draw</source>
   <translation>Startwert der Ziehung</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/segment.py" />
   <source>Segment land cover (polygons)</source>
   <translation>Landbedeckung segmentieren (Polygone)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/segment.py" />
   <location filename="../../plugin/results/maps.py" />
   <source>Segments</source>
   <translation>Segmente</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>Select a raster layer in the layer tree first.</source>
   <translation>Zuerst einen Rasterlayer im Layerbaum wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/base.py" />
   <location filename="../../plugin/algorithms/parameters.py" />
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor_panel.py" />
   <source>Sensor</source>
   <translation>Sensor</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Sensor and bands (SpecAware)…</source>
   <translation>Sensor und Bänder (SpecAware)…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_dialog.py" />
   <source>Sensor and bands of {}</source>
   <translation>Sensor und Bänder von {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <location filename="../../plugin/widgets/settings_wrapper.py" />
   <source>Sensor and bands…</source>
   <translation>Sensor und Bänder…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Sensor settings and bands (JSON)</source>
   <translation>Sensoreinstellungen und Bänder (JSON)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>Sensor settings…</source>
   <translation>Sensoreinstellungen…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_box.py" />
   <source>Set up again</source>
   <translation>Neu einrichten</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_banner.py" />
   <source>Set up from a folder of wheels (offline)…</source>
   <translation>Aus einem Ordner mit Wheels einrichten (offline)…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_banner.py" />
   <source>Set up the engine</source>
   <translation>Engine einrichten</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_banner.py" />
   <location filename="../../plugin/widgets/engine_box.py" />
   <source>Set up…</source>
   <translation>Einrichten…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_banner.py" />
   <source>Setting up the engine. This takes a minute or two.</source>
   <translation>Die Engine wird eingerichtet. Das dauert ein bis zwei Minuten.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_banner.py" />
   <source>Setting up the engine. {}…</source>
   <translation>Die Engine wird eingerichtet. {}…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/inspect_sensor.py" />
   <source>Shows what is understood of a raster's bands: wavelengths, widths, units, level.</source>
   <translation>Zeigt, was von den Bändern eines Rasters verstanden wird: Wellenlängen, Breiten, Einheiten, Stufe.</translation>
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
   <location filename="../../plugin/scene/band_table.py" />
   <source>Some bands have no centre: give all, or export to CSV.</source>
   <translation>Einige Bänder haben keine Mitte: alle angeben oder als CSV exportieren.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <location filename="../../plugin/widgets/model_menu.py" />
   <source>SpecAware</source>
   <translation>SpecAware</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_banner.py" />
   <source>SpecAware will make a Python environment of its own in
{}
and install into it, from PyPI: {} and what these need (about 120 MB to download, 400 MB on disk).

Nothing is installed into QGIS. You can delete the folder at any time.</source>
   <translation>SpecAware legt eine eigene Python-Umgebung an in
{}
und installiert darin, von PyPI: {} und was diese brauchen (etwa 120 MB Download, 400 MB auf der Platte).

In QGIS wird nichts installiert. Der Ordner lässt sich jederzeit löschen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_box.py" />
   <source>SpecAware's engine</source>
   <translation>Engine von SpecAware</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/environment.py" />
   <source>SpecAware's engine is not set up: open the SpecAware panel and press 'Set up', or set the variable SPECAWARE_ENGINE_PYTHON to the Python of an environment that has it.</source>
   <translation>Die Engine von SpecAware ist nicht eingerichtet: das SpecAware-Bedienfeld öffnen und „Einrichten“ drücken, oder die Variable SPECAWARE_ENGINE_PYTHON auf das Python einer Umgebung setzen, die sie enthält.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
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
   <source>SpecAware: VRT and HDF5 files may take pixels from files outside their own folder</source>
   <translation>SpecAware: VRT- und HDF5-Dateien dürfen Pixel aus Dateien außerhalb ihres Ordners nehmen</translation>
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
   <location filename="../../plugin/widgets/session.py" />
   <source>SpecAware: mapping land cover</source>
   <translation>SpecAware: kartiert Landbedeckung</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/profiles.py" />
   <source>SpecAware: reading a spectrum</source>
   <translation>SpecAware: liest ein Spektrum</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/session.py" />
   <source>SpecAware: reading rasters</source>
   <translation>SpecAware: liest Raster</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_dialog.py" />
   <source>SpecAware: reading {}</source>
   <translation>SpecAware: liest {}</translation>
  </message>
  <message>
   <location filename="../../plugin/qgis_tasks.py" />
   <source>SpecAware: setting up the engine</source>
   <translation>SpecAware: richtet die Engine ein</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>Spectral profile</source>
   <translation>Spektralprofil</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Standard error wanted of the overall accuracy</source>
   <translation>Gewünschter Standardfehler der Gesamtgenauigkeit</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>Starting…</source>
   <translation>Beginnt…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/confirm_bar.py" />
   <source>State this, so that nothing is guessed any more</source>
   <translation>Dies angeben, damit nichts mehr geraten wird</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/tour.py" />
   <source>Step 1 of 3: the raster</source>
   <translation>Schritt 1 von 3: das Raster</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/tour.py" />
   <source>Step 2 of 3: the map</source>
   <translation>Schritt 2 von 3: die Karte</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/tour.py" />
   <source>Step 3 of 3: your own data</source>
   <translation>Schritt 3 von 3: Ihre eigenen Daten</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_dialog.py" />
   <source>Stored values</source>
   <translation>Gespeicherte Werte</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>Sun &amp;zenith, °</source>
   <translation>Sonnen&amp;zenit, °</translation>
  </message>
  <message>
   <location filename="../../plugin/results/scene_cells.py" />
   <source>Table '{}' cannot be written ({}): choose another output.</source>
   <translation>Tabelle „{}“ lässt sich nicht schreiben ({}): andere Ausgabe wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_menu.py" />
   <source>Take model '{}' off the list? Its folder stays:
{}</source>
   <translation>Modell '{}' von der Liste nehmen? Sein Ordner bleibt:
{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_menu.py" />
   <source>Take off the list…</source>
   <translation>Von der Liste nehmen…</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Tells in percent how like each pixel is to points, polygons or spectra of a library.</source>
   <translation>Gibt in Prozent an, wie ähnlich jedes Pixel Punkten, Polygonen oder Spektren einer Bibliothek ist.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <location filename="../../plugin/widgets/sensor_dialog.py" />
   <source>Text and headers (*.txt *.csv *.hdr *.json);;All files (*)</source>
   <translation>Text und Header (*.txt *.csv *.hdr *.json);;Alle Dateien (*)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_banner.py" />
   <location filename="../../plugin/widgets/engine_box.py" />
   <source>The Python that the engine was made from is gone, as after an update of QGIS.</source>
   <translation>Das Python, aus dem die Engine entstand, ist nicht mehr da, wie nach einer Aktualisierung von QGIS.</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>The card of '{}' cannot be written ({}).</source>
   <translation>Die Karte von '{}' kann nicht geschrieben werden ({}).</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>The card states no measurements.</source>
   <translation>Die Karte nennt keine Messungen.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>The centres are not in order; that is allowed.</source>
   <translation>Die Bandmitten sind nicht sortiert; das ist erlaubt.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The certificate of the package index or proxy is not trusted: add your company's authority in QGIS's options (Authentication), or set the variable REQUESTS_CA_BUNDLE to its file.</source>
   <translation>Dem Zertifikat des Paketverzeichnisses oder Proxys wird nicht vertraut: fügen Sie die Zertifizierungsstelle Ihrer Firma in den QGIS-Optionen (Authentifizierung) hinzu, oder setzen Sie die Variable REQUESTS_CA_BUNDLE auf ihre Datei.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The disk is full: the engine needs about 400 MB; free some space and set up again.</source>
   <translation>Der Datenträger ist voll: die Engine braucht etwa 400 MB; schaffen Sie Platz und richten Sie neu ein.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The engine stopped unexpectedly (code {}: {}); set it up again if this returns.</source>
   <translation>Die Engine endete unerwartet (Code {}: {}); neu einrichten, falls das wiederkehrt.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_banner.py" />
   <location filename="../../plugin/widgets/engine_box.py" />
   <source>The engine was made for an older version of SpecAware.</source>
   <translation>Die Engine wurde für eine ältere Version von SpecAware gemacht.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The engine was started without pipes: restart QGIS.</source>
   <translation>Die Engine wurde ohne Pipes gestartet: QGIS neu starten.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The engine's Python '{}' cannot be started ({}): set the engine up again.</source>
   <translation>Das Python der Engine „{}“ lässt sich nicht starten ({}): Engine neu einrichten.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_box.py" />
   <source>The engine's Python: {}</source>
   <translation>Python der Engine: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine's folder '{}' cannot be written: {}.</source>
   <translation>In den Ordner der Engine „{}“ lässt sich nicht schreiben: {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/care.py" />
   <source>The engine's folder '{}' could not be removed ({}): close other QGIS windows and try again.</source>
   <translation>Der Ordner der Engine '{}' konnte nicht entfernt werden ({}): schließen Sie andere QGIS-Fenster und versuchen Sie es noch einmal.</translation>
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
   <source>The environment could not be made</source>
   <translation>Die Umgebung ließ sich nicht anlegen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/base.py" />
   <source>The extent cannot be expressed in the raster's CRS: give it in {}.</source>
   <translation>Die Ausdehnung lässt sich nicht im KBS des Rasters ausdrücken: in {} angeben.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/care.py" />
   <source>The folder '{}' cannot be written: check its rights and the disk.</source>
   <translation>Der Ordner '{}' ist nicht beschreibbar: prüfen Sie seine Rechte und den Datenträger.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The folder '{}' has no wheels (.whl): choose another one.</source>
   <translation>Der Ordner „{}“ enthält keine Wheels (.whl): einen anderen wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_box.py" />
   <source>The folder '{}' takes {} MB of the disk.</source>
   <translation>Der Ordner '{}' belegt {} MB.</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>The folder of '{}' cannot be deleted ({}).</source>
   <translation>Der Ordner von '{}' kann nicht gelöscht werden ({}).</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/support.py" />
   <source>The labels cannot be opened: save them as a GeoPackage.</source>
   <translation>Die Beschriftungen lassen sich nicht öffnen: als GeoPackage speichern.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/layers.py" />
   <source>The layer does not exist or cannot be opened: choose another one.</source>
   <translation>Den Layer gibt es nicht oder er lässt sich nicht öffnen: einen anderen wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_dialog.py" />
   <source>The list names no unit and is taken as {}: is that right?</source>
   <translation>Die Liste nennt keine Einheit und wird als {} genommen: stimmt das?</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The list of the engine's packages is missing: install the plugin again.</source>
   <translation>Die Liste der Pakete der Engine fehlt: die Erweiterung neu installieren.</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <location filename="../../plugin/scene/similar.py" />
   <source>The map '{}' was written but QGIS cannot open it: look at the file.</source>
   <translation>Die Karte „{}“ wurde geschrieben, aber QGIS kann sie nicht öffnen: Datei ansehen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/tour.py" />
   <source>The map is a layer with class names and colours; the entry shows the largest classes. The report has the areas, the spectrum of each class and the bands used.</source>
   <translation>Die Karte ist ein Layer mit Klassennamen und Farben; der Eintrag zeigt die größten Klassen. Der Bericht enthält Flächen, das Spektrum jeder Klasse und die verwendeten Bänder.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/session.py" />
   <source>The map view cannot be expressed in the raster's CRS: zoom to the raster.</source>
   <translation>Die Kartenansicht lässt sich nicht im KBS des Rasters ausdrücken: zum Raster zoomen.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The package index cannot be reached: check the network, the proxy in QGIS's options (Network) and PIP_INDEX_URL, or set up from a folder of wheels.</source>
   <translation>Das Paketverzeichnis ist nicht erreichbar: prüfen Sie das Netz, den Proxy in den QGIS-Optionen (Netzwerk) und PIP_INDEX_URL, oder richten Sie aus einem Ordner mit Wheels ein.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The package index refuses the login or the request: check its address and login in PIP_INDEX_URL or in pip's settings.</source>
   <translation>Das Paketverzeichnis weist die Anmeldung oder Anfrage ab: prüfen Sie Adresse und Anmeldung in PIP_INDEX_URL oder den Einstellungen von pip.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>The point cannot be expressed in the layer's CRS: choose another one.</source>
   <translation>Der Punkt lässt sich nicht im KBS des Layers ausdrücken: einen anderen wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The proxy cannot be reached: check its address in QGIS's options (Network) or in HTTPS_PROXY, or set up from a folder of wheels.</source>
   <translation>Der Proxy ist nicht erreichbar: prüfen Sie seine Adresse in den QGIS-Optionen (Netzwerk) oder in HTTPS_PROXY, oder richten Sie aus einem Ordner mit Wheels ein.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The proxy refuses the login: correct user and password in QGIS's options (Network) or in HTTPS_PROXY.</source>
   <translation>Der Proxy weist die Anmeldung ab: berichtigen Sie Benutzer und Passwort in den QGIS-Optionen (Netzwerk) oder in HTTPS_PROXY.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>The raster selected in the layer tree</source>
   <translation>Das im Layerbaum gewählte Raster</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The run was cancelled; nothing was written.</source>
   <translation>Der Lauf wurde abgebrochen; nichts wurde geschrieben.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/tour.py" />
   <source>The sample cannot be copied: {}</source>
   <translation>Das Beispiel kann nicht kopiert werden: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/tour.py" />
   <source>The second line of the entry shows what was found in the file: sensor, bands used, processing level and pixel size. Press &lt;b&gt;Map&lt;/b&gt;.</source>
   <translation>Die zweite Zeile des Eintrags zeigt, was in der Datei gefunden wurde: Sensor, verwendete Bänder, Prozessierungsstufe und Pixelgröße. Drücken Sie &lt;b&gt;Kartieren&lt;/b&gt;.</translation>
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
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The system does not permit writing the engine's files: check the rights of the QGIS profile's folder and programs that guard it.</source>
   <translation>Das System erlaubt nicht, die Dateien der Engine zu schreiben: prüfen Sie die Rechte am Ordner des QGIS-Profils und Programme, die ihn überwachen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_layout.py" />
   <source>Then batch runs and the command line know these settings too</source>
   <translation>Dann kennen auch Stapelläufe und die Befehlszeile diese Einstellungen</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>There is a model '{}' already: give another name.</source>
   <translation>Ein Modell '{}' gibt es schon: anderen Namen wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>There is no data at that point.</source>
   <translation>An diesem Punkt gibt es keine Daten.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_box.py" />
   <source>There is no engine that works: set it up.</source>
   <translation>Es gibt keine Engine, die läuft: richten Sie sie ein.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>There is no network: connect, or set up from a folder of wheels.</source>
   <translation>Es gibt kein Netz: verbinden Sie sich, oder richten Sie aus einem Ordner mit Wheels ein.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_dialog.py" />
   <source>There is no spectrum to show.</source>
   <translation>Es gibt kein Spektrum zu zeigen.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>There is no wheel for this Python and system ({}): choose another Python (specaware/basePython in QGIS's advanced settings), or a folder that has it.</source>
   <translation>Für dieses Python und System gibt es kein Wheel ({}): wählen Sie ein anderes Python (specaware/basePython in den erweiterten QGIS-Einstellungen) oder einen Ordner, der es enthält.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_menu.py" />
   <source>These were trained on it and map less well without it: {}</source>
   <translation>Diese wurden darauf trainiert und kartieren ohne es schlechter: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/train.py" />
   <source>Train on your own classes</source>
   <translation>Eigene Klassen trainieren</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_menu.py" />
   <source>Train on your own classes…</source>
   <translation>Mit eigenen Klassen trainieren…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>Train, import, rename or remove models</source>
   <translation>Modelle trainieren, importieren, umbenennen oder entfernen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>Trained on the sensor of its labels: best on that one.</source>
   <translation>Trainiert auf dem Sensor seiner Beschriftungen: dort am besten.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>Training data</source>
   <translation>Trainingsdaten</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <location filename="../../plugin/widgets/sensor_panel.py" />
   <source>Unit of the wavelengths in the file</source>
   <translation>Einheit der Wellenlängen in der Datei</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_panel.py" />
   <source>Units</source>
   <translation>Einheiten</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>Units '{}' are not known: choose them from the list.</source>
   <translation>Einheiten „{}“ sind unbekannt: aus der Liste wählen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
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
   <location filename="../../plugin/widgets/engine_banner.py" />
   <source>Update…</source>
   <translation>Aktualisieren…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/band_view.py" />
   <location filename="../../plugin/widgets/sensor_layout.py" />
   <source>Use</source>
   <translation>Benutzen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/engine_banner.py" />
   <source>Use an environment that exists…</source>
   <translation>Eine vorhandene Umgebung benutzen…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_layout.py" />
   <source>Use the selected bands (Space switches them)</source>
   <translation>Die gewählten Bänder benutzen (Leertaste schaltet um)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Used</source>
   <translation>Benutzt</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>User's accuracy to expect (0.8 if empty)</source>
   <translation>Erwartete Nutzergenauigkeit (0.8, wenn leer)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/session.py" />
   <source>Waiting for the engine</source>
   <translation>Wartet auf die Engine</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries.py" />
   <source>Waiting…</source>
   <translation>Wartet…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/spectrum_plot.py" />
   <source>Wavelength, nm</source>
   <translation>Wellenlänge, nm</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
   <source>Wavelengths file: one band per line (centre and, if known, FWHM)</source>
   <translation>Wellenlängendatei: ein Band je Zeile (Mitte und, wenn bekannt, FWHM)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/confirm_bar.py" />
   <source>Wavelengths in {}</source>
   <translation>Wellenlängen in {}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>Weights</source>
   <translation>Gewichte</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>Weights '{}' do not exist: check the path.</source>
   <translation>Die Gewichte „{}“ gibt es nicht: Pfad prüfen.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>Weights (*.safetensors *.pth *.pt)</source>
   <translation>Gewichte (*.safetensors *.pth *.pt)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>What it maps</source>
   <translation>Was es kartiert</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/band_view.py" />
   <source>Where from</source>
   <translation>Woher</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>Where from: {}</source>
   <translation>Woher: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>Where it fails</source>
   <translation>Wo es versagt</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Where the engine is and what it takes of the disk; set it up again or remove it</source>
   <translation>Wo die Engine liegt und wie viel Platz sie belegt; neu einrichten oder entfernen</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/entries.py" />
   <source>Which sensor? {} bands without wavelengths</source>
   <translation>
    <numerusform>Welcher Sensor? {} Band ohne Wellenlänge</numerusform>
    <numerusform>Welcher Sensor? {} Bänder ohne Wellenlängen</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify_scene.py" />
   <source>Whole image: {} ({:.1f} %)</source>
   <translation>Ganzes Bild: {} ({:.1f} %)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
   <source>Whole raster</source>
   <translation>Ganzes Raster</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Widths that are not between 0 and 400 nm: {}.</source>
   <translation>Breiten, die nicht zwischen 0 und 400 nm liegen: {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>Window</source>
   <translation>Fenster</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>Write all spectra as CSV</source>
   <translation>Alle Spektren als CSV schreiben</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>Write features of a model</source>
   <translation>Merkmale eines Modells schreiben</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_layout.py" />
   <source>Write the bands as CSV, ENVI header or JSON</source>
   <translation>Die Bänder als CSV, ENVI-Header oder JSON schreiben</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>Writes what a model sees in each pixel as a raster of many bands, and as a picture.</source>
   <translation>Schreibt, was ein Modell in jedem Pixel sieht, als Raster mit vielen Bändern und als Bild.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>Zoom to</source>
   <translation>Hinzoomen</translation>
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
   <source>areas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>as the file says</source>
   <translation>wie in der Datei</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/settings_wrapper.py" />
   <source>as the raster says</source>
   <translation>wie das Raster sagt</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>assumed</source>
   <translation>angenommen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <location filename="../../backend/job/kinds/train.py" />
   <source>attribute that holds the class</source>
   <translation>Attribut, das die Klasse enthält</translation>
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
   <source>bands put to use: {}</source>
   <translation>eingeschaltete Bänder: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>bare soil</source>
   <translation>offener Boden</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/dock_form.py" />
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
   <source>changed pixels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>class map</source>
   <translation>Klassenkarte</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <location filename="../../backend/job/kinds/sample.py" />
   <source>class map: one band of whole numbers, of any program</source>
   <translation>Klassenkarte: ein Band ganzer Zahlen, aus jedem Programm</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>classes that have another name in the map</source>
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
   <location filename="../../backend/job/kinds/embed.py" />
   <source>features</source>
   <translation>Merkmale</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/train.py" />
   <source>few-shot,training,labels,samples,supervised classification,hyperspectral,LDA,MNF</source>
   <translation>few-shot,Training,Beschriftungen,Stichproben,überwachte Klassifikation,hyperspektral,LDA,MNF</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>file name</source>
   <translation>Dateiname</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/drop_zone.py" />
   <source>files, products, folders or layers · click to browse</source>
   <translation>Dateien, Produkte, Ordner oder Layer · Klick zum Durchsuchen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_panel.py" />
   <source>from the file</source>
   <translation>aus der Datei</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>from which class to which</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>georeference</source>
   <translation>Georeferenz</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>how common classes are: equally, as in the labels, or about as the zero-shot model sees the scene (default)</source>
   <translation>wie häufig Klassen sind: gleich, wie in den Labels oder etwa so, wie das Zero-Shot-Modell die Szene sieht (Standard)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>how much of each pixel every class covers, in percent</source>
   <translation>wie viel jedes Pixels jede Klasse bedeckt, in Prozent</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>how the labels were drawn (default: recognised)</source>
   <translation>wie die Labels gezogen wurden (Standard: wird erkannt)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>in percent, how unlike all known ground a pixel is; from 50 on, trust no class</source>
   <translation>in Prozent, wie unähnlich ein Pixel allem bekannten Boden ist; ab 50 keiner Klasse trauen</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>inferred from the values</source>
   <translation>aus den Werten geschlossen</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>its own labels, held out in blocks</source>
   <translation>eigenen Beschriftungen, blockweise zurückgehalten</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/classify.py" />
   <source>land cover,classification,hyperspectral,multispectral,deep learning,foundation model</source>
   <translation>Landbedeckung,Klassifikation,hyperspektral,multispektral,Deep Learning,Foundation-Modell</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/segment.py" />
   <source>land cover,segmentation,polygons,vectorise,hyperspectral,deep learning</source>
   <translation>Landbedeckung,Segmentierung,Polygone,vektorisieren,hyperspektral,Deep Learning</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>leave the map's class out of the points</source>
   <translation>die Klasse der Karte nicht in die Punkte schreiben</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>low vegetation</source>
   <translation>niedrige Vegetation</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>main components as red, green, blue</source>
   <translation>Hauptkomponenten als Rot, Grün, Blau</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>mask band</source>
   <translation>Maskenband</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_dialog.py" />
   <source>mean</source>
   <translation>Mittel</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/import_model.py" />
   <source>model,weights,checkpoint,SpecAware,SpectralGPT,safetensors,pth,ONNX,install</source>
   <translation>Modell,Gewichte,Checkpoint,SpecAware,SpectralGPT,safetensors,pth,ONNX,installieren</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>name of the band's file</source>
   <translation>Name der Datei des Bandes</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>names of the source files</source>
   <translation>Namen der Quelldateien</translation>
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
   <location filename="../../plugin/widgets/model_card.py" />
   <source>not stated</source>
   <translation>nicht angegeben</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>of change, from which on a pixel counts as changed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>of each class, of a total</source>
   <translation>von jeder Klasse, bei einer Gesamtzahl</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>of the draw</source>
   <translation>der Ziehung</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>of the library (default: all); may be given again</source>
   <translation>aus der Bibliothek (Standard: alle); mehrere möglich</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>of the sensor; its map is placed on the ground</source>
   <translation>des Sensors; ihre Karte wird auf den Boden gelegt</translation>
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
   <location filename="../../backend/job/kinds/maps.py" />
   <source>one band of probabilities per class</source>
   <translation>ein Band Wahrscheinlichkeiten je Klasse</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>one for each, as 2024-05-31 (default: metadata, then names)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../plugin/widgets/profile_dock.py" />
   <source>only reflectance is compared</source>
   <translation>nur Reflexionsgrade werden verglichen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>page</source>
   <translation>Seite</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>pavement</source>
   <translation>Pflaster, Asphalt</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>percent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>pip takes no packages from an address without https: correct PIP_INDEX_URL, or name its host in PIP_TRUSTED_HOST.</source>
   <translation>pip nimmt keine Pakete von einer Adresse ohne https: berichtigen Sie PIP_INDEX_URL, oder nennen Sie den Rechner in PIP_TRUSTED_HOST.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>points</source>
   <translation>Punkte</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>points of all classes, shared by area</source>
   <translation>Punkte aller Klassen, nach Fläche verteilt</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>points of each class</source>
   <translation>Punkte jeder Klasse</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>points or polygons that mark pixels to look for</source>
   <translation>Punkte oder Polygone, die gesuchte Pixel markieren</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <location filename="../../backend/job/kinds/train.py" />
   <source>points or polygons: GeoPackage, GeoJSON, Shapefile</source>
   <translation>Punkte oder Polygone: GeoPackage, GeoJSON, Shapefile</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>polygons of equal class</source>
   <translation>Polygone gleicher Klasse</translation>
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
   <location filename="../../plugin/widgets/profile_dock.py" />
   <location filename="../../plugin/widgets/sensor_dialog.py" />
   <source>row {}, column {}</source>
   <translation>Zeile {}, Spalte {}</translation>
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
   <location filename="../../plugin/algorithms/classify_scene.py" />
   <source>scene classification,SpectralGPT,image label,grid,Sentinel-2,deep learning</source>
   <translation>Szenenklassifikation,SpectralGPT,Bildklasse,Gitter,Sentinel-2,Deep Learning</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>similarity,spectral angle,SAM,target detection,search,spectral library,hyperspectral</source>
   <translation>Ähnlichkeit,Spektralwinkel,SAM,Zielerkennung,Suche,Spektralbibliothek,hyperspektral</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>snow</source>
   <translation>Schnee</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>spectra to look for: CSV or ENVI spectral library</source>
   <translation>gesuchte Spektren: CSV oder ENVI-Spektralbibliothek</translation>
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
   <location filename="../../plugin/widgets/sensor_dialog.py" />
   <source>the clipboard</source>
   <translation>die Zwischenablage</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>the probability of the class shown</source>
   <translation>die Wahrscheinlichkeit der gezeigten Klasse</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>tree</source>
   <translation>Baum</translation>
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
   <location filename="../../backend/job/kinds/sample.py" />
   <source>user's accuracy to expect (default: 0.8)</source>
   <translation>erwartete Nutzergenauigkeit (Standard: 0,8)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>wanted of overall accuracy</source>
   <translation>der Gesamtgenauigkeit, gewünscht</translation>
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
   <location filename="../../plugin/algorithms/inspect_sensor.py" />
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
   <location filename="../../backend/job/kinds/change.py" />
   <source>whose pixels are compared (auto: the larger ones)</source>
   <translation type="unfinished" />
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
   <location filename="../../plugin/widgets/model_card.py" />
   <source>{:.0f} % right</source>
   <translation>{:.0f} % richtig</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <location filename="../../plugin/widgets/model_card.py" />
   <source>{:.0f} % right on {}</source>
   <translation>{:.0f} % richtig auf {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>{:g} m</source>
   <translation>{:g} m</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parameters.py" />
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
   <location filename="../../plugin/widgets/model_card.py" />
   <source>{} bands, {} processor threads</source>
   <translation>
    <numerusform>{} Bänder, {} Prozessor-Thread</numerusform>
    <numerusform>{} Bänder, {} Prozessor-Threads</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/entries.py" />
   <source>{} bands: the model needs at least {}, as of a multispectral or hyperspectral sensor.</source>
   <translation>
    <numerusform>{} Band: Das Modell braucht mindestens {}, etwa von einem Multispektral- oder Hyperspektralsensor.</numerusform>
    <numerusform>{} Bänder: Das Modell braucht mindestens {}, etwa von einem Multispektral- oder Hyperspektralsensor.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/algorithms/classify_scene.py" />
   <source>{} cells</source>
   <translation>
    <numerusform>{} Zelle</numerusform>
    <numerusform>{} Zellen</numerusform>
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
   <location filename="../../plugin/widgets/model_card.py" />
   <source>{} classes of land cover</source>
   <translation>
    <numerusform>{} Klasse der Landbedeckung</numerusform>
    <numerusform>{} Klassen der Landbedeckung</numerusform>
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
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>{} of {} mapped</source>
   <translation>{} von {} kartiert</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/mapper_dock.py" />
   <source>{} of {}: {}</source>
   <translation>{} von {}: {}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/model_card.py" />
   <source>{} pixels</source>
   <translation>
    <numerusform>{} Pixel</numerusform>
    <numerusform>{} Pixel</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/model_card.py" />
   <source>{} pixels, {} shared by neighbours</source>
   <translation>
    <numerusform>{} Pixel, {} mit Nachbarn geteilt</numerusform>
    <numerusform>{} Pixel, {} mit Nachbarn geteilt</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/mapper_dock.py" />
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
  <message>
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>{} · {:.0f} % match</source>
   <translation>{} · passt zu {:.0f} %</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/sensor_form.py" />
   <source>{} · {} bands too, {:.0f} %</source>
   <translation>
    <numerusform>{} · auch {} Band, {:.0f} %</numerusform>
    <numerusform>{} · auch {} Bänder, {:.0f} %</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_dialog.py" />
   <source>{}, mean of a few hundred pixels</source>
   <translation>{}, Mittel einiger hundert Pixel</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>{}, unit guessed: {}</source>
   <translation>{}, Einheit geraten: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/model_card.py" />
   <source>{}: {:.0f} % right.</source>
   <translation>{}: {:.0f} % richtig.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor_panel.py" />
   <source>λ in</source>
   <translation>λ in</translation>
  </message>
 </context>
</TS>
