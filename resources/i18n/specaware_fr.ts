<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
 <context>
  <name>SpecAware</name>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source> (default)</source>
   <translation> (par défaut)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source> or </source>
   <translation> ou </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Date</source>
   <translation>&amp;Date</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Level</source>
   <translation>&amp;Niveau</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Nodata</source>
   <translation>Aucune don&amp;née</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Offset</source>
   <translation>&amp;Décalage</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Pixel, m</source>
   <translation>&amp;Pixel, m</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Sensor</source>
   <translation>&amp;Capteur</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Units</source>
   <translation>&amp;Unités</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Wavelength unit</source>
   <translation>Unité de &amp;longueur d'onde</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>'{}' cannot be read: {}.</source>
   <translation>« {} » ne peut pas être lu : {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <location filename="../../plugin/scene/profiles.py" />
   <source>'{}' cannot be written ({}): choose another place.</source>
   <translation>« {} » ne peut pas être écrit ({}) : choisissez un autre emplacement.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>'{}' cannot be written ({}): clear 'Save beside the raster'.</source>
   <translation>« {} » ne peut pas être écrit ({}) : décochez « Enregistrer à côté du raster ».</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>'{}' cannot be written: choose another folder in 'Save in'.</source>
   <translation>« {} » ne peut pas être écrit : choisissez un autre dossier dans « Enregistrer dans ».</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>'{}' exists but does not contain labels from the panel: rename or remove it.</source>
   <translation>« {} » existe mais ne contient pas d'étiquettes du panneau : renommez-le ou supprimez-le.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>'{}' has no feature with a class on the raster.</source>
   <translation>« {} » n'a aucune entité avec une classe sur le raster.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>'{}' is in sensor geometry and cannot be labelled on the map: use its orthorectified product.</source>
   <translation>« {} » est en géométrie du capteur et ne peut pas être étiqueté sur la carte : utilisez son produit orthorectifié.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>'{}' is missing: choose or enter it.</source>
   <translation>« {} » manque : choisissez-le ou saisissez-le.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>'{}' is not a position: enter x,y; x,y in the raster's CRS.</source>
   <translation>« {} » n'est pas une position : saisissez x,y; x,y dans le SCR du raster.</translation>
  </message>
  <message>
   <location filename="../../plugin/results/outputs.py" />
   <source>'{}' is part of a raster and would be damaged: choose another name.</source>
   <translation>« {} » fait partie d'un raster et serait endommagé : choisissez un autre nom.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>'{}' is still being read: wait a moment.</source>
   <translation>« {} » est encore en cours de lecture : patientez un instant.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>'{}' lacks the bands for this composite: {}.</source>
   <translation>« {} » n'a pas les bandes de cette composition : {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>'{}' must end in .csv, .json or .hdr: change its name.</source>
   <translation>« {} » doit se terminer par .csv, .json ou .hdr : changez son nom.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>&lt;b&gt;Drop rasters here&lt;/b&gt;</source>
   <translation>&lt;b&gt;Déposez des rasters ici&lt;/b&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>&lt;b&gt;One step before the first map:&lt;/b&gt; set up the engine, a separate Python environment.</source>
   <translation>&lt;b&gt;Une étape avant la première carte :&lt;/b&gt; installez le moteur, un environnement Python séparé.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <source>&lt;p&gt;&lt;b&gt;Clouds&lt;/b&gt; and their shadows are taken from the product's quality layers, or else from the spectra, and become no data. With &lt;i&gt;class&lt;/i&gt; in the advanced settings they become the classes 'Cloud' and 'Cloud shadow', after those of the model; confidence and the other rasters beside the map are no data there.&lt;/p&gt;</source>
   <translation>&lt;p&gt;&lt;b&gt;Les nuages&lt;/b&gt; et leurs ombres proviennent des couches de qualité du produit, à défaut des spectres, et restent sans données. Avec &lt;i&gt;class&lt;/i&gt; dans les paramètres avancés, ils deviennent les classes « Cloud » et « Cloud shadow », après celles du modèle ; la confiance et les autres rasters qui accompagnent la carte y sont sans données.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>&lt;p&gt;Compares a class map, from this or any other program, with points or polygons of known class. The result has the confusion matrix, user's and producer's accuracy, F1 and IoU of each class, and estimates of accuracy and area for the whole map with 95 % confidence intervals (Olofsson et al. 2014).&lt;/p&gt;&lt;p&gt;&lt;b&gt;Labels&lt;/b&gt; may be in any CRS. Classes are matched by name, or by pixel value if the labels are numbers. &lt;b&gt;Match&lt;/b&gt; pairs names that differ, for example &lt;i&gt;meadow=Grassland,5=Water&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Sampling design&lt;/b&gt; decides whether confidence intervals can be given. Points from 'Draw a sample to assess a map' are recognised. Polygons give no intervals, because their pixels were not drawn independently.&lt;/p&gt;&lt;p&gt;The HTML page, the table and the JSON file hold the same figures.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Compare une carte de classes, de ce programme ou d'un autre, avec des points ou des polygones de classe connue. Le résultat contient la matrice de confusion, l'exactitude de l'utilisateur et du producteur, F1 et IoU de chaque classe, ainsi que des estimations d'exactitude et de surface pour toute la carte avec des intervalles de confiance à 95 % (Olofsson et al. 2014).&lt;/p&gt;&lt;p&gt;Les &lt;b&gt;étiquettes&lt;/b&gt; peuvent être dans n'importe quel SCR. Les classes sont associées par leur nom, ou par la valeur du pixel si les étiquettes sont des nombres. &lt;b&gt;Association&lt;/b&gt; relie des noms différents, par exemple &lt;i&gt;prairie=Grassland,5=Water&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;Le &lt;b&gt;plan d'échantillonnage&lt;/b&gt; détermine si des intervalles de confiance sont possibles. Les points de « Tirer un échantillon pour évaluer une carte » sont reconnus. Les polygones ne donnent pas d'intervalles, car leurs pixels n'ont pas été tirés indépendamment.&lt;/p&gt;&lt;p&gt;La page HTML, le tableau et le fichier JSON contiennent les mêmes chiffres.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>&lt;p&gt;Compares each pixel of the raster with the points, polygons or spectra you give, and writes the best match in percent. Nothing is trained.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Points or polygons&lt;/b&gt;: in any CRS. &lt;b&gt;Pixels&lt;/b&gt;: x,y in the raster's CRS, separated by semicolons. &lt;b&gt;Library&lt;/b&gt;: CSV with a column 'wavelength' and one column per spectrum, a CSV exported by the profile tool, or an ENVI spectral library.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Compare by&lt;/b&gt;: &lt;i&gt;spectrum&lt;/i&gt; uses the spectral angle over the bands in use; 100 % is the same shape, 0 % is 30 degrees or more. &lt;i&gt;features&lt;/i&gt; uses the model's features, which include the neighbourhood; 0 % is no more similar than the average of the scene. &lt;i&gt;auto&lt;/i&gt; takes features for places and spectra for a library.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Compare chaque pixel du raster avec les points, polygones ou spectres indiqués et écrit la meilleure correspondance en pourcentage. Rien n'est entraîné.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Points ou polygones&lt;/b&gt; : dans n'importe quel SCR. &lt;b&gt;Pixels&lt;/b&gt; : x,y dans le SCR du raster, séparés par des points-virgules. &lt;b&gt;Bibliothèque&lt;/b&gt; : CSV avec une colonne « wavelength » et une colonne par spectre, un CSV exporté par l'outil de profil ou une bibliothèque spectrale ENVI.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Comparer par&lt;/b&gt; : &lt;i&gt;spectrum&lt;/i&gt; utilise l'angle spectral sur les bandes utilisées ; 100 % signifie la même forme, 0 % un angle de 30 degrés ou plus. &lt;i&gt;features&lt;/i&gt; utilise les caractéristiques du modèle, qui incluent le voisinage ; 0 % n'est pas plus semblable que la moyenne de la scène. &lt;i&gt;auto&lt;/i&gt; prend les caractéristiques pour des lieux et les spectres pour une bibliothèque.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>&lt;p&gt;Compares two rasters of the same place: two dates from one sensor, or from two sensors with different bands, pixel sizes and coordinate systems. No labels are needed.&lt;/p&gt;&lt;p&gt;A pixel has changed if both its spectrum and its model features differ more than those of unchanged pixels. A difference shared by most of the scene, such as drier vegetation or different illumination, is not a change. The threshold is derived from the scene and given in the report.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Grid&lt;/b&gt;: &lt;i&gt;auto&lt;/i&gt; uses the grid of the raster with the larger pixels; the other raster is resampled to it. &lt;b&gt;Change threshold&lt;/b&gt;: lower it to find more changes.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: a model made by &lt;i&gt;Train on known changes&lt;/i&gt; or training/finetune_task.py finds the kind of change it was trained on. Without such a model, anything that differs from most of the scene is a change.&lt;/p&gt;&lt;p&gt;The sensor settings apply to both rasters, unless the layer of the second date has its own.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Compare deux rasters d'un même lieu : deux dates d'un capteur, ou de deux capteurs dont les bandes, la taille des pixels et le système de coordonnées diffèrent. Aucune étiquette n'est nécessaire.&lt;/p&gt;&lt;p&gt;Un pixel a changé lorsque son spectre et ce que le modèle y voit diffèrent tous deux plus que dans les pixels inchangés. Une différence que partage la plus grande partie de la scène, comme une végétation plus sèche ou un autre éclairage, n'est pas un changement ; le seuil est tiré de la scène et figure dans le rapport.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Grille&lt;/b&gt; : &lt;i&gt;auto&lt;/i&gt; prend la grille du raster aux plus grands pixels ; l'autre y est rééchantillonné. &lt;b&gt;Seuil de changement&lt;/b&gt; : diminuez-le pour trouver davantage de changements.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Modèle&lt;/b&gt; : un modèle issu de &lt;i&gt;Entraîner sur des changements connus&lt;/i&gt; ou de training/finetune_task.py trouve le type de changement qui lui a été montré ; sans lui, est changement ce qui diffère de la majeure partie de la scène.&lt;/p&gt;&lt;p&gt;Les réglages du capteur valent pour les deux rasters, sauf si la couche de la seconde date a les siens.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>&lt;p&gt;Draws random points within each class of a map. Fill in their field &lt;b&gt;reference&lt;/b&gt; with the true class, from the field or from a better image, then run 'Assess the accuracy of a map'.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Number of points&lt;/b&gt;: a number per class; or a total, shared by area with a minimum for each class; or, if both are 0, the number needed for the target standard error of the overall accuracy (Olofsson et al. 2014, equation 13). Give the user's accuracy you expect as &lt;i&gt;0.8&lt;/i&gt; or &lt;i&gt;Water=0.9,Forest=0.7&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Hide the class of the map&lt;/b&gt;: leaves the mapped class out of the points, so that it cannot influence the labelling.&lt;/p&gt;&lt;p&gt;The same seed draws the same points.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Tire des points au hasard dans chaque classe d'une carte. Remplissez leur champ &lt;b&gt;reference&lt;/b&gt; avec la vraie classe, observée sur le terrain ou sur une meilleure image, puis lancez « Évaluer l'exactitude d'une carte ».&lt;/p&gt;&lt;p&gt;&lt;b&gt;Nombre de points&lt;/b&gt; : un nombre par classe ; ou un total, réparti selon la surface avec un minimum par classe ; ou, si les deux valent 0, le nombre nécessaire à l'erreur type visée de l'exactitude globale (Olofsson et al. 2014, équation 13). Indiquez l'exactitude de l'utilisateur attendue sous la forme &lt;i&gt;0.8&lt;/i&gt; ou &lt;i&gt;Water=0.9,Forest=0.7&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Masquer la classe de la carte&lt;/b&gt; : n'écrit pas la classe cartographiée dans les points, pour qu'elle n'influence pas l'étiquetage.&lt;/p&gt;&lt;p&gt;La même graine donne les mêmes points.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>&lt;p&gt;Gives one label, and the score of each class, to every cell of a grid and to the whole image. It needs a scene model of your own ('Train on labelled scenes') or an imported one such as SpectralGPT.&lt;/p&gt;&lt;p&gt;A cell is as large as the tile the model was made for. The last cells of a row or column are shifted inwards; an image smaller than a tile is one cell. The score of the whole image is the mean over its cells, weighted by their valid area.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Scores of the cells&lt;/b&gt;: CSV, one row per cell, one column per class.&lt;br&gt;&lt;b&gt;Scores of the whole image&lt;/b&gt;: CSV, one row per class, best first.&lt;br&gt;&lt;b&gt;Cells&lt;/b&gt;: polygons with label and scores, in the colours of the classes.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Donne une étiquette et le score de chaque classe à chaque cellule d'une grille et à toute l'image. Il faut un modèle de scènes personnel (« Entraîner sur des scènes étiquetées ») ou un modèle importé comme SpectralGPT.&lt;/p&gt;&lt;p&gt;Une cellule a la taille de la tuile pour laquelle le modèle a été conçu. Les dernières cellules d'une ligne ou d'une colonne sont décalées vers l'intérieur ; une image plus petite qu'une tuile forme une seule cellule. Le score de toute l'image est la moyenne de ses cellules, pondérée par leur surface valide.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Scores des cellules&lt;/b&gt; : CSV, une ligne par cellule, une colonne par classe.&lt;br&gt;&lt;b&gt;Scores de toute l'image&lt;/b&gt; : CSV, une ligne par classe, la meilleure d'abord.&lt;br&gt;&lt;b&gt;Cellules&lt;/b&gt; : polygones avec étiquette et scores, aux couleurs des classes.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>&lt;p&gt;Installs published weights of SpecAware or SpectralGPT as a model of your own. All weights are checked and written as ONNX, with a model card. Files that could run code are refused.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Architecture&lt;/b&gt;: what the weights were trained as.&lt;br&gt;&lt;b&gt;Classifier to keep&lt;/b&gt;: the scene classifier in the file, if there is one; with several labels per scene if it was trained so.&lt;br&gt;&lt;b&gt;Classes&lt;/b&gt;: names in the classifier's order, separated by commas, or a text file with one name per line.&lt;/p&gt;&lt;p&gt;A scene classifier then appears in 'Classify scenes'. Sizes other than the published ones also need PyTorch and onnx in the engine's environment.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Installe des poids publiés de SpecAware ou SpectralGPT comme modèle personnel. Tous les poids sont vérifiés et écrits en ONNX, avec une fiche du modèle. Les fichiers qui pourraient exécuter du code sont refusés.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Architecture&lt;/b&gt; : ce avec quoi les poids ont été entraînés.&lt;br&gt;&lt;b&gt;Classificateur à garder&lt;/b&gt; : le classificateur de scènes du fichier, s'il y en a un ; avec plusieurs étiquettes par scène s'il a été entraîné ainsi.&lt;br&gt;&lt;b&gt;Classes&lt;/b&gt; : noms dans l'ordre du classificateur, séparés par des virgules, ou un fichier texte avec un nom par ligne.&lt;/p&gt;&lt;p&gt;Un classificateur de scènes apparaît ensuite dans « Classer des scènes ». Les tailles autres que celles publiées demandent aussi PyTorch et onnx dans l'environnement du moteur.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>&lt;p&gt;Maps land cover as 'Classify land cover' does and returns polygons. Each is a connected area of one class, with the class, its name, the area in square metres and the mean confidence.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Minimum area&lt;/b&gt;: smaller areas are merged into a neighbour.&lt;/p&gt;&lt;p&gt;Raster, model and sensor settings work as in 'Classify land cover'.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Cartographie l'occupation du sol comme « Classer l'occupation du sol » et renvoie des polygones. Chacun est une zone connexe d'une classe, avec la classe, son nom, la surface en mètres carrés et la confiance moyenne.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Surface minimale&lt;/b&gt; : les zones plus petites sont fusionnées avec une voisine.&lt;/p&gt;&lt;p&gt;Raster, modèle et réglages du capteur fonctionnent comme dans « Classer l'occupation du sol ».&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>&lt;p&gt;Maps land cover with a model that accepts any set of bands. Bands are matched by wavelength.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Raster&lt;/b&gt;: a layer, a file or a product as downloaded (EnMAP METADATA.XML, ENVI header, …). Wavelengths, units and processing level are read from it; the sensor settings are for files that lack them. If something the model needs is unknown, the run stops and says what to enter.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Classes&lt;/b&gt;: one byte per pixel, 0 is no data; names and colours are stored in the file and beside it.&lt;br&gt;&lt;b&gt;Probabilities&lt;/b&gt;: one band per class.&lt;br&gt;&lt;b&gt;Cover fractions&lt;/b&gt;: one band per class, the share of each pixel that it covers.&lt;br&gt;&lt;b&gt;Confidence&lt;/b&gt;: the probability of the mapped class.&lt;br&gt;&lt;b&gt;Unknown&lt;/b&gt;: how unlike any known spectrum a pixel is, in percent; do not trust the class where it is 50 or more.&lt;br&gt;&lt;b&gt;Report&lt;/b&gt;: an HTML page with image and map, areas, confidence, spectra of the classes, bands used, accuracy of the model, and the command that repeats the map.&lt;/p&gt;&lt;p&gt;Results are written to temporary files and renamed at the end. A cancelled run leaves nothing behind.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Cartographie l'occupation du sol avec un modèle qui accepte n'importe quel jeu de bandes. Les bandes sont associées par leur longueur d'onde.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Raster&lt;/b&gt; : une couche, un fichier ou un produit tel que téléchargé (METADATA.XML d'EnMAP, en-tête ENVI, …). Longueurs d'onde, unités et niveau de traitement y sont lus ; les réglages du capteur servent aux fichiers qui ne les indiquent pas. S'il manque quelque chose dont le modèle a besoin, l'exécution s'arrête et dit ce qu'il faut indiquer.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Classes&lt;/b&gt; : un octet par pixel, 0 signifie aucune donnée ; noms et couleurs sont dans le fichier et à côté.&lt;br&gt;&lt;b&gt;Probabilités&lt;/b&gt; : une bande par classe.&lt;br&gt;&lt;b&gt;Fractions de couverture&lt;/b&gt; : une bande par classe, la part de chaque pixel qu'elle couvre.&lt;br&gt;&lt;b&gt;Confiance&lt;/b&gt; : la probabilité de la classe cartographiée.&lt;br&gt;&lt;b&gt;Inconnu&lt;/b&gt; : à quel point un pixel diffère de tout spectre connu, en pourcentage ; ne vous fiez pas à la classe à partir de 50.&lt;br&gt;&lt;b&gt;Rapport&lt;/b&gt; : une page HTML avec image et carte, surfaces, confiance, spectres des classes, bandes utilisées, exactitude du modèle et la commande qui répète la carte.&lt;/p&gt;&lt;p&gt;Les résultats sont écrits dans des fichiers temporaires et renommés à la fin. Une exécution annulée ne laisse rien.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>&lt;p&gt;Maps several rasters of the same place, finds the changes between consecutive dates, and gives the area of each class on each date, as a table and as a page with a chart. Areas are those of pixels that are valid on all dates. All maps have the grid of the raster with the largest pixels.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Dates&lt;/b&gt; are read from the metadata of the products, otherwise from the file names (20240531, 2024-05-31 or 2024152). If there are none, enter them in the order of the rasters.&lt;/p&gt;&lt;p&gt;Compare dates of the same season: maps of different seasons differ because of the vegetation alone.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: a model trained on stacks of dates (SpectralGPT, training/finetune_task.py --stack) adds one map of the whole series, for example of crops.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Cartographie chacun de plusieurs rasters d'un même lieu, trouve les changements entre dates consécutives et donne la surface de chaque classe par date, sur les pixels communs à toutes les dates, sous forme de tableau et de page avec un graphique. Toutes les cartes sont sur la grille du raster aux plus grands pixels.&lt;/p&gt;&lt;p&gt;Les &lt;b&gt;dates&lt;/b&gt; viennent des métadonnées des produits, sinon des noms des fichiers, comme 20240531, 2024-05-31 ou 2024152. S'il n'y en a pas, indiquez-les dans l'ordre des rasters.&lt;/p&gt;&lt;p&gt;Comparez des dates de la même saison : la végétation suffit à rendre différentes des cartes de saisons différentes.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Modèle&lt;/b&gt; : un modèle entraîné sur des piles de dates (SpectralGPT, training/finetune_task.py --stack) ajoute une carte de toute la série, par exemple des cultures.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>&lt;p&gt;Shows what SpecAware found in a raster, and where each value came from: sensor, processing level, units, scale, and the centre, width and use of each band. Nothing is mapped.&lt;/p&gt;&lt;p&gt;The sensor settings work as in 'Classify land cover', so you can try them out here.&lt;/p&gt;&lt;p&gt;The HTML page and the JSON file hold the same information.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Montre ce que SpecAware a trouvé dans un raster et d'où vient chaque valeur : capteur, niveau de traitement, unités, échelle, ainsi que le centre, la largeur et l'usage de chaque bande. Rien n'est cartographié.&lt;/p&gt;&lt;p&gt;Les réglages du capteur fonctionnent comme dans « Classer l'occupation du sol » : vous pouvez les essayer ici.&lt;/p&gt;&lt;p&gt;La page HTML et le fichier JSON contiennent les mêmes informations.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>&lt;p&gt;Trains a model on your own classes from labelled points or polygons in any CRS. Start with about ten labels per class. The features of the bundled model are combined with the spectra at the labels.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Labels&lt;/b&gt; and &lt;b&gt;Field&lt;/b&gt;: the layer, and the attribute with the class.&lt;br&gt;&lt;b&gt;Class prior&lt;/b&gt;: how common each class is. &lt;i&gt;uniform&lt;/i&gt;: all alike. &lt;i&gt;labels&lt;/i&gt;: as in the labels. &lt;i&gt;zero-shot&lt;/i&gt;: roughly as the bundled model maps the scene.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Further rasters&lt;/b&gt;: labels may lie on several rasters, also from different sensors. The bands they share are used.&lt;/p&gt;&lt;p&gt;The model appears at once in the panel and in every algorithm, for this raster or any other, also from another sensor. &lt;b&gt;Folder of the model&lt;/b&gt;: leave it empty to keep the model among your models. Its report.html has the accuracy on labels held out in spatial blocks, the confusion matrix, and areas with confidence intervals.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Entraîne un modèle sur vos propres classes à partir de points ou de polygones étiquetés dans n'importe quel SCR. Commencez avec une dizaine d'étiquettes par classe. Les caractéristiques du modèle fourni sont combinées aux spectres des étiquettes.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Étiquettes&lt;/b&gt; et &lt;b&gt;Champ&lt;/b&gt; : la couche et l'attribut contenant la classe.&lt;br&gt;&lt;b&gt;Fréquence a priori&lt;/b&gt; : à quel point chaque classe est courante. &lt;i&gt;uniform&lt;/i&gt; : toutes également. &lt;i&gt;labels&lt;/i&gt; : comme dans les étiquettes. &lt;i&gt;zero-shot&lt;/i&gt; : à peu près comme le modèle fourni cartographie la scène.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Autres rasters&lt;/b&gt; : les étiquettes peuvent se trouver sur plusieurs rasters, aussi de capteurs différents. Les bandes communes sont utilisées.&lt;/p&gt;&lt;p&gt;Le modèle apparaît aussitôt dans le panneau et dans tous les algorithmes, pour ce raster ou un autre, aussi d'un autre capteur. &lt;b&gt;Dossier du modèle&lt;/b&gt; : laissez vide pour le garder parmi vos modèles. Son report.html contient l'exactitude sur des étiquettes mises de côté par blocs spatiaux, la matrice de confusion et les surfaces avec intervalles de confiance.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>&lt;p&gt;Trains a model that labels whole images or grid cells, with one or several classes each. A scene is described by the mean and standard deviation of the bundled model's features, and a small classifier is fitted to them. This takes minutes and needs no graphics card.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Scenes&lt;/b&gt;: a folder with one folder of rasters per class; a CSV with the columns path and labels (several separated by ';') or one column of 0 and 1 per class, and optionally group and split; or a raster with labelled polygons, which is cut into square cells.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Several classes per scene&lt;/b&gt;: a cell gets every class that covers at least the smallest share of its labels. Otherwise it gets only the class that covers most of them.&lt;/p&gt;&lt;p&gt;The model appears at once in 'Classify scenes'. Its report.txt gives the accuracy on scenes of held-out places: overall accuracy and confusion matrix, or average precision and F1 of each class. For large collections, fine-tune a whole network instead.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Entraîne un modèle qui étiquette des images entières ou des cellules d'une grille, avec une ou plusieurs classes chacune. Le modèle fourni examine chaque pixel ; la moyenne et la dispersion de ses caractéristiques décrivent une scène, et un petit classificateur y est ajusté. Cela prend quelques minutes et ne demande pas de carte graphique.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Scènes&lt;/b&gt; : un dossier avec un dossier de rasters par classe ; un CSV avec les colonnes path et labels (plusieurs séparées par « ; ») ou une colonne de 0 et 1 par classe, et au besoin group et split ; ou un raster avec des polygones étiquetés, découpé en cellules carrées.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Plusieurs classes par scène&lt;/b&gt; : chaque classe qui couvre la part minimale des étiquettes d'une cellule compte ; sinon seulement celle qui couvre le plus.&lt;/p&gt;&lt;p&gt;Le modèle apparaît aussitôt dans « Classer des scènes ». Son report.txt donne l'exactitude sur des scènes de lieux mis de côté : exactitude globale et matrice de confusion, ou précision moyenne et F1 de chaque classe. Pour de grandes collections, affinez plutôt un réseau entier.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>&lt;p&gt;Trains a model that separates the changes you are interested in from other differences, such as season, illumination or another sensor. The bundled model computes features of both dates, and a linear head is fitted to their differences. This takes minutes and needs no graphics card.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Known changes&lt;/b&gt;: a raster with 0 for no change, other numbers for change, and no data or 255 where it is not known, on any grid; or points or polygons with a field that holds 0 and 1, or texts such as &lt;i&gt;no change&lt;/i&gt;. For several pairs: a CSV with the columns before, after and changes, and optionally group and split (train, test).&lt;/p&gt;&lt;p&gt;Choose the model in &lt;i&gt;Detect change between two dates&lt;/i&gt; or &lt;i&gt;Map a series of dates&lt;/i&gt;. Its report.txt gives F1, precision and recall on held-out places, and those of the detection without training on the same pixels. Use the model only if it is better. To train a whole network for change, use training/finetune_task.py.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Apprend quelles différences entre deux dates sont pour vous un changement, et lesquelles n'en sont pas : saison, lumière, autre capteur. Le modèle fourni calcule les caractéristiques des deux dates ; une tête linéaire est ajustée aux différences de ses caractéristiques. Cela prend quelques minutes et ne demande pas de carte graphique.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Changements connus&lt;/b&gt; : un raster avec 0 pour aucun changement, d'autres nombres pour un changement et sans donnée ou 255 pour les lieux inconnus, sur n'importe quelle grille ; ou des points et polygones avec un champ de 0 et 1, ou de textes comme &lt;i&gt;no change&lt;/i&gt;. Plusieurs paires : un CSV avec les colonnes before, after et changes et, au besoin, group et split (train, test).&lt;/p&gt;&lt;p&gt;Choisissez le modèle dans &lt;i&gt;Détecter les changements entre deux dates&lt;/i&gt; ou &lt;i&gt;Cartographier une série de dates&lt;/i&gt;. Son report.txt donne F1, précision et rappel sur des lieux mis de côté, à côté de ceux de la détection sans entraînement sur les mêmes pixels : n'utilisez le modèle que s'il est meilleur. Pour un réseau à part entière, affinez-en un avec training/finetune_task.py.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>&lt;p&gt;Trains a whole network on your own labels: a class for each pixel, or one or several classes for whole images. This needs many labels from many places and takes minutes to hours. If you have few labels, use 'Train on your own classes' or 'Train on labelled scenes'.&lt;/p&gt;&lt;p&gt;The engine needs PyTorch: choose &lt;i&gt;Processor, with fine-tuning&lt;/i&gt; when you set up the engine.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Pixels&lt;/b&gt;: a folder of images, and a folder of &lt;b&gt;masks&lt;/b&gt; with the same names and class numbers from 1 (0 for no label); or a raster with &lt;b&gt;labels&lt;/b&gt;, points or polygons.&lt;br&gt;&lt;b&gt;Images&lt;/b&gt;: a folder with one folder of rasters per class; a CSV with the columns path and labels; or a raster with labelled polygons and the &lt;b&gt;side of a cell&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;A fifth of the places is held out. Training stops when the accuracy there no longer rises; the model's report.txt gives this accuracy. A cancelled run continues where it stopped if you run it again with the same values.&lt;/p&gt;&lt;p&gt;The model appears at once in 'Classify land cover' or 'Classify scenes'.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Entraîne tous les poids d'un réseau sur vos étiquettes : une classe pour chaque pixel, ou une ou plusieurs classes pour des images entières. Il faut beaucoup d'étiquettes de nombreux lieux, et des minutes à des heures ; avec peu d'étiquettes, utilisez « Entraîner sur vos propres classes » ou « Entraîner sur des scènes étiquetées ».&lt;/p&gt;&lt;p&gt;Il faut PyTorch dans le moteur : choisissez &lt;i&gt;Processeur, avec affinage&lt;/i&gt; en installant le moteur.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Pixels&lt;/b&gt; : un dossier d'images et un dossier de &lt;b&gt;masques&lt;/b&gt; de mêmes noms, avec des numéros de classe à partir de 1 (0 sans étiquette) ; ou un raster avec des &lt;b&gt;étiquettes&lt;/b&gt;, points ou polygones.&lt;br&gt;&lt;b&gt;Images&lt;/b&gt; : un dossier contenant un dossier de rasters par classe ; un CSV avec les colonnes path et labels ; ou un raster avec des polygones étiquetés et le &lt;b&gt;côté d'une cellule&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Un cinquième des lieux est mis de côté : l'entraînement s'arrête quand l'exactitude n'y monte plus, et le report.txt du modèle la donne. Une exécution annulée reprend où elle en était si vous la relancez avec les mêmes valeurs.&lt;/p&gt;&lt;p&gt;Le modèle apparaît aussitôt dans « Classer l'occupation du sol » ou « Classer des scènes ».&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>&lt;p&gt;Writes a colour picture of a raster or product, also of products that QGIS itself cannot open.&lt;/p&gt;&lt;p&gt;&lt;b&gt;best&lt;/b&gt;: true colour if the bands allow it, otherwise colour infrared, otherwise long, middle and short wavelengths.&lt;br&gt;&lt;b&gt;true_colour&lt;/b&gt;: 660, 560 and 480 nm as red, green and blue.&lt;br&gt;&lt;b&gt;infrared&lt;/b&gt;: 850, 660 and 560 nm; vegetation is red.&lt;br&gt;&lt;b&gt;shortwave&lt;/b&gt;: 1650, 850 and 660 nm; vegetation is green, bare ground pink, water dark.&lt;/p&gt;&lt;p&gt;Each band is stretched from its 2nd to its 98th percentile. The picture has the raster's own pixels; a product in sensor geometry is georeferenced.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Écrit une image en couleurs d'un raster ou d'un produit, aussi de produits que QGIS ne peut pas ouvrir.&lt;/p&gt;&lt;p&gt;&lt;b&gt;best&lt;/b&gt; : couleurs vraies si les bandes le permettent, sinon infrarouge couleur, sinon longueurs d'onde longues, moyennes et courtes.&lt;br&gt;&lt;b&gt;true_colour&lt;/b&gt; : 660, 560 et 480 nm en rouge, vert et bleu.&lt;br&gt;&lt;b&gt;infrared&lt;/b&gt; : 850, 660 et 560 nm ; la végétation est rouge.&lt;br&gt;&lt;b&gt;shortwave&lt;/b&gt; : 1650, 850 et 660 nm ; la végétation est verte, le sol nu rose, l'eau sombre.&lt;/p&gt;&lt;p&gt;Chaque bande est étirée du 2e au 98e centile. L'image a les pixels du raster ; un produit en géométrie du capteur est géoréférencé.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>&lt;p&gt;Writes the features of a model as a raster, for clustering, classification or regression of your own. Features describe a pixel together with its neighbourhood.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: the bundled model gives 96 features per pixel on the raster's own grid; an imported encoder of SpecAware or SpectralGPT gives one vector per patch.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Picture&lt;/b&gt;: the first three principal components in red, green and blue. They are computed from a fixed sample of the whole raster, so other extents of the same raster have the same colours.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Features&lt;/b&gt;: a large file, 4 bytes per feature and pixel before compression. The report beside it (.json) names the device that was used.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Écrit les caractéristiques d'un modèle sous forme de raster, pour vos propres regroupements, classifications ou régressions. Les caractéristiques décrivent un pixel avec son voisinage.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Modèle&lt;/b&gt; : le modèle fourni donne 96 caractéristiques par pixel sur la grille du raster ; un encodeur importé de SpecAware ou SpectralGPT donne un vecteur par patch.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Image&lt;/b&gt; : les trois premières composantes principales en rouge, vert et bleu. Elles sont calculées sur un échantillon fixe de tout le raster : d'autres emprises du même raster ont donc les mêmes couleurs.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Caractéristiques&lt;/b&gt; : un gros fichier, 4 octets par caractéristique et pixel avant compression. Le rapport à côté (.json) indique l'appareil utilisé.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>A class named '{}' exists already: choose another name.</source>
   <translation>Une classe nommée « {} » existe déjà : choisissez un autre nom.</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>A model named '{}' exists already: choose another name.</source>
   <translation>Un modèle nommé « {} » existe déjà : choisissez un autre nom.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>A package differs from the tested one (its hash does not match), so nothing was kept: check where pip gets its packages.</source>
   <translation>Un paquet diffère de celui testé (son empreinte ne correspond pas), rien n'a donc été conservé : vérifiez d'où pip tire ses paquets.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>A package is not available for this Python and system ({}): choose another Python (specaware/basePython in QGIS's advanced settings), or a folder that has it.</source>
   <translation>Un paquet n'est pas disponible pour ce Python et ce système ({}) : choisissez un autre Python (specaware/basePython dans les paramètres avancés de QGIS) ou un dossier qui le contient.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>A product's folder, or a folder of rasters</source>
   <translation>Dossier d'un produit ou de rasters</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>About this model: what it maps, how well, and where it fails</source>
   <translation>À propos de ce modèle : ce qu'il cartographie, avec quelle exactitude et où il échoue</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>About this model…</source>
   <translation>À propos de ce modèle…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Accuracy</source>
   <translation>Exactitude</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Accuracy (CSV table)</source>
   <translation>Exactitude (tableau CSV)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Accuracy (HTML)</source>
   <translation>Exactitude (HTML)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Accuracy (JSON)</source>
   <translation>Exactitude (JSON)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Accuracy on held-out labels (%)</source>
   <translation>Exactitude sur des étiquettes mises de côté (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/finetune.py" />
   <source>Accuracy, or mean average precision, on held-out places (%)</source>
   <translation>Exactitude, ou précision moyenne, sur les lieux mis de côté (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/train_scene.py" />
   <source>Accuracy, or mean average precision, on held-out scenes (%)</source>
   <translation>Exactitude, ou précision moyenne (mAP), sur des scènes mises de côté (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Acquired</source>
   <translation>Date d'acquisition</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Active layer</source>
   <translation>Couche active</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Add a class (Insert)</source>
   <translation>Ajouter une classe (Inser)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Add a class first, then label it.</source>
   <translation>Ajoutez d'abord une classe, puis étiquetez-la.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Add a model folder…</source>
   <translation>Ajouter un dossier de modèle…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Add labels where the map is wrong, then train again.</source>
   <translation>Ajoutez des étiquettes là où la carte est fausse, puis entraînez à nouveau.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Add two classes or more.</source>
   <translation>Ajoutez au moins deux classes.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>All settings and the table of bands</source>
   <translation>Tous les réglages et le tableau des bandes</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Allow rasters to read other folders (SpecAware)</source>
   <translation>Permettre aux rasters de lire d'autres dossiers (SpecAware)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Also draw the library spectrum with the smallest spectral angle, scaled to the selected spectrum</source>
   <translation>Tracer aussi le spectre de la bibliothèque au plus petit angle spectral, mis à l'échelle du spectre sélectionné</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Also write</source>
   <translation>Écrire aussi</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Also write {}</source>
   <translation>Écrire aussi {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Angle</source>
   <translation>Angle</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/care.py" />
   <source>Another QGIS window is setting up or removing the engine: wait until it has finished, then try again.</source>
   <translation>Une autre fenêtre QGIS installe ou supprime le moteur : attendez qu'elle ait terminé, puis réessayez.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Any sensor with {} or more bands between {:.0f} and {:.0f} nm, level {}.</source>
   <translation>Tout capteur avec {} bandes ou plus entre {:.0f} et {:.0f} nm, niveau {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Architecture</source>
   <translation>Architecture</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Area</source>
   <translation>Surface</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Areas by date as a page</source>
   <translation>Surfaces par date, en page</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Areas of each transition</source>
   <translation>Surfaces de chaque transition</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Assess the accuracy of a map</source>
   <translation>Évaluer l'exactitude d'une carte</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Attention heads, if the size is not a published one</source>
   <translation>Têtes d'attention, si la taille n'est pas une taille publiée</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/parts/spectrum_plot.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Band</source>
   <translation>Bande</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/parts/spectrum_plot.py" />
   <source>Band {}</source>
   <translation>Bande {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Bands</source>
   <translation>Bandes</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Bands (HTML)</source>
   <translation>Bandes (HTML)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Bands (JSON)</source>
   <translation>Bandes (JSON)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Bands of {}</source>
   <translation>Bandes de {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Bands without a centre are left out: {}.</source>
   <translation>Les bandes sans centre sont exclues : {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Bands…</source>
   <translation>Bandes…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Batch runs and the command line then use these settings too</source>
   <translation>Les exécutions par lot et la ligne de commande utiliseront aussi ces réglages</translation>
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
   <translation>Annuler</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <location filename="../../plugin/results/maps.py" />
   <source>Cells</source>
   <translation>Cellules</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Centre, nm</source>
   <translation>Centre, nm</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Centres outside {:.0f} to {:.0f} nm: {}. Is the unit correct?</source>
   <translation>Centres hors de {:.0f} à {:.0f} nm : {}. L'unité est-elle correcte ?</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Centres that occur more than once: {}, the first at {:g} nm.</source>
   <translation>Centres en double : {}, le premier à {:g} nm.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Change</source>
   <translation>Changement</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Change threshold (probability)</source>
   <translation>Seuil de changement (probabilité)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/detect_change.py" />
   <source>Changed pixels (%)</source>
   <translation>Pixels changés (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Checking that the engine runs</source>
   <translation>Vérification du fonctionnement du moteur</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Checking the network settings</source>
   <translation>Vérification des paramètres réseau</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/settings_wrapper.py" />
   <source>Choose a raster first.</source>
   <translation>Choisissez d'abord un raster.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Choose rasters or product files</source>
   <translation>Choisir des fichiers de rasters ou de produits</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Class</source>
   <translation>Classe</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Class areas</source>
   <translation>Surfaces des classes</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Class map</source>
   <translation>Carte de classes</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>Class prior</source>
   <translation>Fréquence a priori des classes</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Class {}</source>
   <translation>Classe {}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Classes</source>
   <translation>Classes</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Classes of their own</source>
   <translation>Classes propres</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Classes: names separated by commas, or a text file</source>
   <translation>Classes : noms séparés par des virgules, ou un fichier texte</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Classifier to keep</source>
   <translation>Classificateur à garder</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>Classify land cover</source>
   <translation>Classer l'occupation du sol</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>Classify scenes (whole image or grid cells)</source>
   <translation>Classer des scènes (image entière ou cellules)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Clear the list</source>
   <translation>Vider la liste</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Click a band, or drag over several, to select them in the table</source>
   <translation>Cliquez sur une bande, ou glissez sur plusieurs, pour les sélectionner dans le tableau</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Click a raster on the map to see its spectrum.</source>
   <translation>Cliquez sur un raster de la carte pour voir son spectre.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Click the corners on the map. Right-click or Enter finishes the polygon, Esc discards it.</source>
   <translation>Cliquez sur les sommets sur la carte. Un clic droit ou Entrée termine le polygone, Échap l'abandonne.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Click the map to see class, probabilities, fractions and spectrum of a pixel</source>
   <translation>Cliquez sur la carte pour voir classe, probabilités, fractions et spectre d'un pixel</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Click the map: each click labels a pixel</source>
   <translation>Cliquez sur la carte : chaque clic étiquette un pixel</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Clouds</source>
   <translation>Nuages</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Clouds and their shadows, from the product's quality layers or by their spectra</source>
   <translation>Nuages et leurs ombres, d'après les couches de qualité du produit ou leurs spectres</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Clouds: no data (nodata), own classes (class), or mapped like the ground (keep)</source>
   <translation>Nuages : sans données (nodata), classes propres (class) ou comme le sol (keep)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Colour composite</source>
   <translation>Composition colorée</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>Colour infrared</source>
   <translation>Infrarouge couleur</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Colour infrared (SpecAware)</source>
   <translation>Infrarouge couleur (SpecAware)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Colour of '{}'</source>
   <translation>Couleur de « {} »</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Colour of the class</source>
   <translation>Couleur de la classe</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Compare</source>
   <translation>Comparer</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Compare by</source>
   <translation>Comparer par</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Compares a class map with points or polygons of known class: confusion matrix, accuracies, areas.</source>
   <translation>Compare une carte de classes avec des points ou des polygones de classe connue : matrice de confusion, exactitudes, surfaces.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Comparing…</source>
   <translation>Comparaison…</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Composite</source>
   <translation>Composition</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Confidence</source>
   <translation>Confiance</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Confirm</source>
   <translation>Confirmer</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Confirm this value, so that nothing is guessed</source>
   <translation>Confirmer cette valeur, pour que rien ne soit supposé</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Confirm:</source>
   <translation>Confirmer :</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Cover fractions</source>
   <translation>Fractions de couverture</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Creating an environment in {} with {}</source>
   <translation>Création d'un environnement dans {} avec {}</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Creating the Python environment</source>
   <translation>Création de l'environnement Python</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Current map view</source>
   <translation>Vue actuelle de la carte</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Date '{}' is not valid: enter it like 2024-06-30 or 2024-06-30T10:15:00.</source>
   <translation>La date « {} » n'est pas valide : saisissez-la sous la forme 2024-06-30 ou 2024-06-30T10:15:00.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Dates, e.g. 2023-05-31,2024-05-31 (empty: from metadata or names)</source>
   <translation>Dates, p. ex. 2023-05-31,2024-05-31 (vide : métadonnées ou noms)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Description</source>
   <translation>Description</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Detect change between two dates</source>
   <translation>Détecter les changements entre deux dates</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/finetune.py" />
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>Device</source>
   <translation>Appareil</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Device (the log and the report name the one that was used)</source>
   <translation>Appareil (le journal et le rapport indiquent celui utilisé)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Discard all settings entered here</source>
   <translation>Abandonner tous les réglages saisis ici</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Done</source>
   <translation>Terminé</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Downloading {}</source>
   <translation>Téléchargement de {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Drag a divider across the map: this map on the left, the other layer on the right. The arrow keys move it too.</source>
   <translation>Faites glisser un séparateur sur la carte : cette carte à gauche, l'autre couche à droite. Les flèches le déplacent aussi.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Draw a sample to assess a map</source>
   <translation>Tirer un échantillon pour évaluer une carte</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Draws random points within each class of a map, as many as are needed.</source>
   <translation>Tire des points au hasard dans chaque classe d'une carte, autant que nécessaire.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/companions.py" />
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Drop a raster on the SpecAware panel first.</source>
   <translation>Déposez d'abord un raster sur le panneau SpecAware.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Drop a raster, a product or a layer on the panel. If the file lacks something the model needs, the panel asks for it. To train on your own classes, use the button with three dots beside the model.</source>
   <translation>Déposez un raster, un produit ou une couche sur le panneau. S'il manque au fichier quelque chose dont le modèle a besoin, le panneau le demande. Pour entraîner sur vos propres classes, utilisez le bouton à trois points à côté du modèle.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>Drop more, or click to browse</source>
   <translation>Déposez-en d'autres, ou cliquez pour parcourir</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>Drop rasters here, or press Enter to browse</source>
   <translation>Déposez des rasters ici, ou appuyez sur Entrée pour parcourir</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>End the tour</source>
   <translation>Terminer la visite</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>Enter a name for the class.</source>
   <translation>Saisissez un nom pour la classe.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Everything is mapped. To map again, change the model, the area or the settings, or right-click an entry.</source>
   <translation>Tout est cartographié. Pour recommencer, changez le modèle, la zone ou les réglages, ou faites un clic droit sur une entrée.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Expected user's accuracy (empty: 0.8)</source>
   <translation>Exactitude de l'utilisateur attendue (vide : 0.8)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Export…</source>
   <translation>Exporter…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Extent</source>
   <translation>Emprise</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Extent to map (whole raster if empty)</source>
   <translation>Emprise à cartographier (vide : raster entier)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/train_change.py" />
   <source>F1 of changed pixels on held-out places (%)</source>
   <translation>F1 des pixels changés sur des lieux mis de côté (%)</translation>
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
   <translation>FWHM : {}</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Features</source>
   <translation>Caractéristiques</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Field with the change (0, no, unchanged: no change)</source>
   <translation>Champ du changement (0, no, unchanged : aucun changement)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_layer_dialog.py" />
   <source>Field with the class</source>
   <translation>Champ contenant la classe</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>File</source>
   <translation>Fichier</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>Files (GeoTIFF, ENVI, EnMAP METADATA.XML, PRISMA he5, EMIT nc, …), folders, layers from the layer tree, addresses of GeoTIFFs on the web (also with Ctrl+V)</source>
   <translation>Fichiers (GeoTIFF, ENVI, METADATA.XML d'EnMAP, he5 de PRISMA, nc d'EMIT, …), dossiers, couches de l'arborescence, adresses de GeoTIFF sur le web (aussi avec Ctrl+V)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Files…</source>
   <translation>Fichiers…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Find similar</source>
   <translation>Chercher les similaires</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Find similar pixels</source>
   <translation>Chercher des pixels similaires</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Finds what changed between two rasters, also from two sensors, and from which class to which.</source>
   <translation>Trouve ce qui a changé entre deux rasters, même de deux capteurs, et quelle classe est devenue laquelle.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Fine-tune a network</source>
   <translation>Affiner un réseau</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/support.py" />
   <source>Folder '{}' is not writable: choose another output.</source>
   <translation>Le dossier « {} » n'est pas accessible en écriture : choisissez une autre sortie.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Folder of a model (with its card.json)</source>
   <translation>Dossier d'un modèle (avec son card.json)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Folder of the maps</source>
   <translation>Dossier des cartes</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Folder of the model</source>
   <translation>Dossier du modèle</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Folder of the model (empty: your model folder)</source>
   <translation>Dossier du modèle (vide : votre dossier de modèles)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Folder of wheels</source>
   <translation>Dossier de paquets (wheels)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Folder…</source>
   <translation>Dossier…</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>From-to classes</source>
   <translation>Classes de départ et d'arrivée</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Further rasters with labels</source>
   <translation>Autres rasters avec étiquettes</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/scene/report.py" />
   <source>Geometry</source>
   <translation>Géométrie</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>Graphics card (DirectML)</source>
   <translation>Carte graphique (DirectML)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Grid</source>
   <translation>Grille</translation>
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
   <translation>Demi-largeur de son intervalle de confiance à 95 % (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Help</source>
   <translation>Aide</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Hide the class of the map</source>
   <translation>Masquer la classe de la carte</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>Image</source>
   <translation>Image</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Image below</source>
   <translation>Image dessous</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Import model weights</source>
   <translation>Importer les poids d'un modèle</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Import weights…</source>
   <translation>Importer des poids…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Import…</source>
   <translation>Importer…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Inspect sensor and bands</source>
   <translation>Inspecter le capteur et les bandes</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Installs published weights of SpecAware or SpectralGPT as a model of your own.</source>
   <translation>Installe des poids publiés de SpecAware ou SpectralGPT comme modèle personnel.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>It is most accurate on the sensor it was trained on.</source>
   <translation>Il est le plus exact sur le capteur avec lequel il a été entraîné.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>It runs on: {}</source>
   <translation>Il fonctionne sur : {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Its accuracy was not measured: check its maps in places you know.</source>
   <translation>Son exactitude n'a pas été mesurée : vérifiez ses cartes à des endroits que vous connaissez.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>JSON (*.json)</source>
   <translation>JSON (*.json)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Key {}</source>
   <translation>Touche {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Known changes: points or polygons</source>
   <translation>Changements connus : points ou polygones</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Known changes: raster (0: no change, other numbers: change)</source>
   <translation>Changements connus : raster (0 : aucun, autre nombre : changement)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Known limitations</source>
   <translation>Limites connues</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Label '{}' on the map.</source>
   <translation>Étiquetez « {} » sur la carte.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <source>Label of the whole image</source>
   <translation>Étiquette de toute l'image</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Labelled images: folder, CSV, or raster with labels</source>
   <translation>Images étiquetées : dossier, CSV ou raster avec étiquettes</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>Labels</source>
   <translation>Étiquettes</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>Labels grid cells and the whole image with a scene model.</source>
   <translation>Étiquette les cellules et toute l'image avec un modèle de scènes.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_layer_dialog.py" />
   <source>Labels: points or polygons</source>
   <translation>Étiquettes : points ou polygones</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Labels: polygons on the raster</source>
   <translation>Étiquettes : polygones sur le raster</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Land cover</source>
   <translation>Occupation du sol</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Land cover {}</source>
   <translation>Occupation du sol {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/layers.py" />
   <source>Layer '{}' is not a raster: choose a raster layer.</source>
   <translation>La couche « {} » n'est pas un raster : choisissez une couche raster.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/layers.py" />
   <source>Layer '{}' is not read from a file: export it to a GeoTIFF first.</source>
   <translation>La couche « {} » n'est pas lue depuis un fichier : exportez-la d'abord en GeoTIFF.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Leave out</source>
   <translation>Exclure</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Leave the selected bands out (Delete)</source>
   <translation>Exclure les bandes sélectionnées (Suppr)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/base.py" />
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Level</source>
   <translation>Niveau</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Level {}</source>
   <translation>Niveau {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Licence</source>
   <translation>Licence</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>List of wavelengths</source>
   <translation>Liste de longueurs d'onde</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Location and disk use of the engine; set it up again or remove it</source>
   <translation>Emplacement et espace disque du moteur ; le réinstaller ou le supprimer</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Map</source>
   <translation>Cartographier</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Map a series of dates</source>
   <translation>Cartographier une série de dates</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Map again</source>
   <translation>Cartographier à nouveau</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Map how similar each pixel of the raster is to the picked pixels, including their neighbourhood</source>
   <translation>Cartographier la ressemblance de chaque pixel du raster aux pixels choisis, voisinage compris</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Map land cover with SpecAware</source>
   <translation>Cartographier l'occupation du sol avec SpecAware</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Map land cover…</source>
   <translation>Cartographier l'occupation du sol…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Map layer</source>
   <translation>Couche de la carte</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Map of all dates</source>
   <translation>Carte de toutes les dates</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Map the sample</source>
   <translation>Cartographier l'exemple</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Map the sample, a small simulated EnMAP scene. It takes a few seconds.</source>
   <translation>Cartographiez l'exemple, une petite scène EnMAP simulée. Cela prend quelques secondes.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Map {} rasters</source>
   <translation>
    <numerusform>Cartographier {} raster</numerusform>
    <numerusform>Cartographier {} rasters</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Mapped like the ground</source>
   <translation>Cartographiés comme le sol</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>Mapped on: {}</source>
   <translation>Cartographié sur : {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Mapped, outside the map view: {}</source>
   <translation>Cartographié, hors de la vue de la carte : {}</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/progress.py" />
   <source>Mapping</source>
   <translation>Cartographie</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Maps how similar each pixel is to points, polygons or library spectra, in percent.</source>
   <translation>Cartographie en pourcentage la ressemblance de chaque pixel à des points, des polygones ou des spectres de bibliothèque.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>Maps land cover as polygons with class, area and mean confidence.</source>
   <translation>Cartographie l'occupation du sol sous forme de polygones avec classe, surface et confiance moyenne.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>Maps land cover from any hyperspectral or multispectral raster.</source>
   <translation>Cartographie l'occupation du sol à partir de tout raster hyperspectral ou multispectral.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Maps land cover on several dates, the changes between them, and the areas of the classes.</source>
   <translation>Cartographie l'occupation du sol à plusieurs dates, les changements entre elles et les surfaces des classes.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Masks: folder of rasters with the names of the images</source>
   <translation>Masques : dossier de rasters nommés comme les images</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Match: label=class,label=class</source>
   <translation>Association : étiquette=classe,étiquette=classe</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Measured with</source>
   <translation>Mesuré avec</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Memory ceiling in MB (0: automatic)</source>
   <translation>Plafond de mémoire en Mo (0 : automatique)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>Minimum area in square metres</source>
   <translation>Surface minimale en mètres carrés</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Minimum points per class</source>
   <translation>Minimum de points par classe</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Model</source>
   <translation>Modèle</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>Model '{}' comes with the plugin: it cannot be removed.</source>
   <translation>Le modèle « {} » est fourni avec l'extension : il ne peut pas être supprimé.</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>Model '{}' comes with the plugin: it cannot be renamed.</source>
   <translation>Le modèle « {} » est fourni avec l'extension : il ne peut pas être renommé.</translation>
  </message>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source>Model '{}' is not made for {}: choose another one.</source>
   <translation>Le modèle « {} » n'est pas fait pour {} : choisissez-en un autre.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/companions.py" />
   <source>Model '{}' is trained: press Map when the running maps are finished.</source>
   <translation>Le modèle « {} » est entraîné : cliquez sur « Cartographier » quand les cartes en cours seront terminées.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Model '{}' was added to the list of models.</source>
   <translation>Le modèle « {} » a été ajouté à la liste des modèles.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/import_model.py" />
   <source>Model card</source>
   <translation>Fiche du modèle</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Model card (card.json) of a model that is not installed</source>
   <translation>Fiche (card.json) d'un modèle qui n'est pas installé</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Model {}</source>
   <translation>Modèle {}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <source>Model {}, device {}</source>
   <translation>Modèle {}, appareil {}</translation>
  </message>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source>Models</source>
   <translation>Modèles</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>More options</source>
   <translation>Autres options</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Most similar</source>
   <translation>Le plus similaire</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>NVIDIA graphics card (CUDA)</source>
   <translation>Carte graphique NVIDIA (CUDA)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Name</source>
   <translation>Nom</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/import_model.py" />
   <source>Name of the installed model</source>
   <translation>Nom du modèle installé</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Name of the model</source>
   <translation>Nom du modèle</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Name of the model (empty: named after the input)</source>
   <translation>Nom du modèle (vide : d'après l'entrée)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Name of the model (empty: the name of the file)</source>
   <translation>Nom du modèle (vide : le nom du fichier)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Names of the masks' classes, separated by commas</source>
   <translation>Noms des classes des masques, séparés par des virgules</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Nearest library spectrum</source>
   <translation>Spectre de bibliothèque le plus proche</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Network</source>
   <translation>Réseau</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>New to SpecAware?</source>
   <translation>Vous découvrez SpecAware ?</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/environment.py" />
   <source>No 64-bit Python 3.9 or newer with 'venv' was found: install one (on Debian: the package python3-venv).</source>
   <translation>Aucun Python 64 bits 3.9 ou plus récent avec « venv » n'a été trouvé : installez-en un (sous Debian : le paquet python3-venv).</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>No band is in use: switch some on.</source>
   <translation>Aucune bande n'est utilisée : activez-en.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>No data</source>
   <translation>Aucune donnée</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>No field was chosen: choose the attribute with the class.</source>
   <translation>Aucun champ n'a été choisi : choisissez l'attribut contenant la classe.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/train_change.py" />
   <source>No known changes were given: choose a raster of changes, or points or polygons.</source>
   <translation>Aucun changement connu n'a été donné : choisissez un raster de changements, ou des points ou polygones.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>No labels were chosen: choose a layer of points or polygons.</source>
   <translation>Aucune étiquette n'a été choisie : choisissez une couche de points ou de polygones.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>No map yet: map a raster in the SpecAware panel.</source>
   <translation>Pas encore de carte : cartographiez un raster dans le panneau SpecAware.</translation>
  </message>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source>No model for {} is installed: import one with 'Import model weights'.</source>
   <translation>Aucun modèle pour {} n'est installé : importez-en un avec « Importer les poids d'un modèle ».</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>No model is installed: install the plugin again.</source>
   <translation>Aucun modèle n'est installé : réinstallez l'extension.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>No output was chosen: choose one.</source>
   <translation>Aucune sortie n'a été choisie : choisissez-en une.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>No raster is chosen: drop one on the panel first.</source>
   <translation>Aucun raster n'est choisi : déposez-en d'abord un sur le panneau.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/base.py" />
   <source>No raster was chosen: choose a raster layer, a file or a product.</source>
   <translation>Aucun raster n'a été choisi : choisissez une couche raster, un fichier ou un produit.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>No working engine was found: set it up.</source>
   <translation>Aucun moteur fonctionnel n'a été trouvé : installez-le.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>No-data value of all bands</source>
   <translation>Valeur « aucune donnée » de toutes les bandes</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Not now</source>
   <translation>Pas maintenant</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Not set up.</source>
   <translation>Non installé.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>Nothing to search for was given: choose points, pixels or a spectral library.</source>
   <translation>Rien à chercher n'a été indiqué : choisissez des points, des pixels ou une bibliothèque spectrale.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Nothing was read.</source>
   <translation>Rien n'a été lu.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Number of dates</source>
   <translation>Nombre de dates</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/embed.py" />
   <source>Number of features</source>
   <translation>Nombre de caractéristiques</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Offset</source>
   <translation>Décalage</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Offset {:g}</source>
   <translation>Décalage {:g}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Offset: added after the scale, e.g. -0.1 for Sentinel-2 since 2022</source>
   <translation>Décalage : après l'échelle, p. ex. -0.1 pour Sentinel-2 depuis 2022</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Only rasters that are stored in files can be mapped.</source>
   <translation>Seuls les rasters stockés dans des fichiers peuvent être cartographiés.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Opacity</source>
   <translation>Opacité</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Open folder</source>
   <translation>Ouvrir le dossier</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Open the report</source>
   <translation>Ouvrir le rapport</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Origin</source>
   <translation>Origine</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Other map</source>
   <translation>Autre carte</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/support.py" />
   <source>Output '{}' must end in {}: change its name.</source>
   <translation>La sortie « {} » doit se terminer par {} : changez son nom.</translation>
  </message>
  <message>
   <location filename="../../backend/job/spec.py" />
   <source>Output of an imported model (empty: the deepest)</source>
   <translation>Sortie d'un modèle importé (vide : la plus profonde)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/assess.py" />
   <source>Overall accuracy of the map (%)</source>
   <translation>Exactitude globale de la carte (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Paste</source>
   <translation>Coller</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Paste wavelengths, one per line, with FWHM if known (Ctrl+V)</source>
   <translation>Coller des longueurs d'onde, une par ligne, avec la FWHM si elle est connue (Ctrl+V)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Picked spectra</source>
   <translation>Spectres relevés</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Picture</source>
   <translation>Image</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Picture of the features</source>
   <translation>Image des caractéristiques</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Pixel</source>
   <translation>Pixel</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Pixel size</source>
   <translation>Taille de pixel</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Pixels</source>
   <translation>Pixels</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>Pixels to search for: x,y; x,y</source>
   <translation>Pixels à chercher : x,y; x,y</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>Pixels with 50 % or more</source>
   <translation>Pixels à 50 % ou plus</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Point</source>
   <translation>Point</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Points</source>
   <translation>Points</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/draw_sample.py" />
   <source>Points drawn</source>
   <translation>Points tirés</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Points in total (0: as many as needed)</source>
   <translation>Points au total (0 : autant que nécessaire)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/draw_sample.py" />
   <source>Points needed for the target standard error</source>
   <translation>Points nécessaires pour l'erreur type visée</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Points or polygons to search for</source>
   <translation>Points ou polygones à chercher</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Points per class (0: from the total)</source>
   <translation>Points par classe (0 : d'après le total)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Polygons</source>
   <translation>Polygones</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>Precision</source>
   <translation>Précision</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Precision (auto: the fastest one on this processor that keeps the classes)</source>
   <translation>Précision (auto : la plus rapide qui conserve les classes)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>Press 'Pixel' and click the map to see its values and the spectrum there.</source>
   <translation>Cliquez sur « Pixel » puis sur la carte pour y voir ses valeurs et le spectre.</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Probabilities</source>
   <translation>Probabilités</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Probability of change</source>
   <translation>Probabilité de changement</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Processing level (L1: at sensor, L2: surface)</source>
   <translation>Niveau de traitement (L1 : au capteur, L2 : surface)</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>Processor</source>
   <translation>Processeur</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Processor threads (0: automatic)</source>
   <translation>Threads du processeur (0 : automatique)</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>Processor, with fine-tuning (PyTorch)</source>
   <translation>Processeur, avec affinage (PyTorch)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Python of an environment with the engine's packages</source>
   <translation>Python d'un environnement avec les paquets du moteur</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>QGIS cannot communicate with the engine: restart QGIS.</source>
   <translation>QGIS ne peut pas communiquer avec le moteur : redémarrez QGIS.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/network.py" />
   <source>QGIS uses a SOCKS proxy, which pip does not support: set the variable HTTPS_PROXY to an HTTP proxy, or set up from a folder of wheels.</source>
   <translation>QGIS utilise un proxy SOCKS, que pip ne prend pas en charge : définissez la variable HTTPS_PROXY sur un proxy HTTP, ou installez depuis un dossier de paquets.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Quantity</source>
   <translation>Grandeur</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Random seed</source>
   <translation>Graine aléatoire</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Rare classes are mapped less accurately than common ones: compare mIoU with overall accuracy.</source>
   <translation>Les classes rares sont cartographiées moins exactement que les courantes : comparez le mIoU à l'exactitude globale.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Raster</source>
   <translation>Raster</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/base.py" />
   <source>Raster '{}' does not exist or cannot be opened: check the path.</source>
   <translation>Le raster « {} » n'existe pas ou ne peut pas être ouvert : vérifiez le chemin.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Raster layer, file or product</source>
   <translation>Couche raster, fichier ou produit</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Raster of one date</source>
   <translation>Raster d'une date</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Raster of the first date</source>
   <translation>Raster de la première date</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Raster of the first date, or CSV of pairs</source>
   <translation>Raster de la première date, ou CSV de paires</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Raster of the second date</source>
   <translation>Raster de la seconde date</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Raster of the second date (not with a CSV of pairs)</source>
   <translation>Raster de la seconde date (pas avec un CSV de paires)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Rasters and products to map</source>
   <translation>Rasters et produits à cartographier</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Rasters of the other dates</source>
   <translation>Rasters des autres dates</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Rasters to map</source>
   <translation>Rasters à cartographier</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Read again</source>
   <translation>Relire</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Read wavelengths from a CSV, text or JSON file or ENVI header</source>
   <translation>Lire les longueurs d'onde d'un fichier CSV, texte ou JSON, ou d'un en-tête ENVI</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>Reading was cancelled: drop the raster again.</source>
   <translation>La lecture a été annulée : déposez à nouveau le raster.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/entries.py" />
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>Reading…</source>
   <translation>Lecture…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Recall</source>
   <translation>Rappel</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <location filename="../../plugin/widgets/training/label_spectra.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>Reflectance</source>
   <translation>Réflectance</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>Remove</source>
   <translation>Retirer</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Remove class '{1}' and its {0} labels?</source>
   <translation>
    <numerusform>Retirer la classe « {1} » et son {0} étiquette ?</numerusform>
    <numerusform>Retirer la classe « {1} » et ses {0} étiquettes ?</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove from the list…</source>
   <translation>Retirer de la liste…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove model '{}' and delete its folder?
{}</source>
   <translation>Retirer le modèle « {} » et supprimer son dossier ?
{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove model '{}' from the list? Its folder is kept:
{}</source>
   <translation>Retirer le modèle « {} » de la liste ? Son dossier est conservé :
{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Remove the class and its labels (Delete)</source>
   <translation>Retirer la classe et ses étiquettes (Suppr)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Remove the last label (Ctrl+Z)</source>
   <translation>Retirer la dernière étiquette (Ctrl+Z)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Remove the selected spectrum, or all</source>
   <translation>Retirer le spectre sélectionné, ou tous</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove…</source>
   <translation>Retirer…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Rename model</source>
   <translation>Renommer le modèle</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Rename the class (F2)</source>
   <translation>Renommer la classe (F2)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Rename…</source>
   <translation>Renommer…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Repair…</source>
   <translation>Réparer…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/import_model.py" />
   <source>Replace a model of that name</source>
   <translation>Remplacer un modèle de ce nom</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Report</source>
   <translation>Rapport</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/assess.py" />
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <source>Report: {}</source>
   <translation>Rapport : {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Reset to the file</source>
   <translation>Revenir au fichier</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/setup_box.py" />
   <source>Run on</source>
   <translation>Exécuter sur</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>S&amp;cale</source>
   <translation>É&amp;chelle</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/draw_sample.py" />
   <source>Sample of {}</source>
   <translation>Échantillon de {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Sampling design</source>
   <translation>Plan d'échantillonnage</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Save beside the raster</source>
   <translation>Enregistrer à côté du raster</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Save in</source>
   <translation>Enregistrer dans</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Save the bands</source>
   <translation>Enregistrer les bandes</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Save the spectra</source>
   <translation>Enregistrer les spectres</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Scale</source>
   <translation>Échelle</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Scale and pixel size must be greater than 0.</source>
   <translation>L'échelle et la taille de pixel doivent être supérieures à 0.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Scale {:g}</source>
   <translation>Échelle {:g}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Scale: physical value = stored value x scale + offset</source>
   <translation>Échelle : valeur physique = valeur stockée x échelle + décalage</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Scenes: a folder per class, a CSV, or a raster with labels</source>
   <translation>Scènes : un dossier par classe, un CSV ou un raster étiqueté</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <source>Score of that label</source>
   <translation>Score de cette étiquette</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>Scores of the cells</source>
   <translation>Scores des cellules</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <source>Scores of the whole image</source>
   <translation>Scores de toute l'image</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>Segment land cover (polygons)</source>
   <translation>Segmenter l'occupation du sol (polygones)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <location filename="../../plugin/results/maps.py" />
   <source>Segments</source>
   <translation>Segments</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Select a raster layer in the layer tree first.</source>
   <translation>Sélectionnez d'abord une couche raster dans l'arborescence des couches.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/base.py" />
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Sensor</source>
   <translation>Capteur</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Sensor and bands (SpecAware)…</source>
   <translation>Capteur et bandes (SpecAware)…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Sensor and bands of {}</source>
   <translation>Capteur et bandes de {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/sensor/settings_wrapper.py" />
   <source>Sensor and bands…</source>
   <translation>Capteur et bandes…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Sensor geometry: georeference the map (map) or leave it as measured (sensor)</source>
   <translation>Géométrie du capteur : géoréférencer (map) ou laisser (sensor)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Sensor settings and bands</source>
   <translation>Réglages du capteur et bandes</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Sensor settings…</source>
   <translation>Réglages du capteur…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Sensors</source>
   <translation>Capteurs</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>Set up again</source>
   <translation>Réinstaller</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Set up from a folder of wheels (offline)…</source>
   <translation>Installer depuis un dossier de paquets (hors ligne)…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/setup_box.py" />
   <source>Set up the engine</source>
   <translation>Installer le moteur</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>Set up…</source>
   <translation>Installer…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Setting up the engine. This takes one to two minutes.</source>
   <translation>Installation du moteur. Cela prend une à deux minutes.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Setting up the engine. {}…</source>
   <translation>Installation du moteur. {}…</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Several classes per scene</source>
   <translation>Plusieurs classes par scène</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Share</source>
   <translation>Part</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Share of places held out</source>
   <translation>Part des lieux mis de côté</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Share of the class with this name on the compared map</source>
   <translation>Part de la classe de ce nom sur la carte comparée</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Share of the class's labels that were classified correctly when their spatial block was held out</source>
   <translation>Part des étiquettes de la classe classées correctement quand leur bloc spatial était mis de côté</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>Shortwave infrared</source>
   <translation>Infrarouge à ondes courtes</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Show the raster in colour below its map</source>
   <translation>Afficher le raster en couleurs sous sa carte</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Shows a raster or product in colour; the bands are chosen by wavelength.</source>
   <translation>Montre un raster ou un produit en couleurs ; les bandes sont choisies par longueur d'onde.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Shows what was found about a raster's bands: wavelengths, widths, units, processing level.</source>
   <translation>Montre ce qui a été trouvé sur les bandes d'un raster : longueurs d'onde, largeurs, unités, niveau de traitement.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Side of a cell in pixels</source>
   <translation>Côté d'une cellule en pixels</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Side of a cell in pixels (0: label pixels)</source>
   <translation>Côté d'une cellule en pixels (0 : étiqueter les pixels)</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Similarity</source>
   <translation>Similarité</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Size</source>
   <translation>Taille</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Smallest share of a cell's labels for a class to count</source>
   <translation>Part minimale des étiquettes d'une cellule pour qu'une classe compte</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Some bands have no centre: enter all of them, or export to CSV.</source>
   <translation>Certaines bandes n'ont pas de centre : saisissez-les tous, ou exportez en CSV.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Source</source>
   <translation>Source</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Source: {}</source>
   <translation>Source : {}</translation>
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
   <translation>SpecAware va créer son propre environnement Python dans
{}
et installer ces paquets et leurs dépendances depuis PyPI : {} (environ {} Mo à télécharger, {} Mo sur le disque).

Rien n'est installé dans QGIS. Vous pouvez supprimer le dossier à tout moment.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>SpecAware's engine</source>
   <translation>Moteur de SpecAware</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/environment.py" />
   <source>SpecAware's engine is not set up: open the SpecAware panel and press 'Set up', or set the variable SPECAWARE_ENGINE_PYTHON to the Python of an environment that has it.</source>
   <translation>Le moteur de SpecAware n'est pas installé : ouvrez le panneau SpecAware et cliquez sur « Installer », ou définissez la variable SPECAWARE_ENGINE_PYTHON sur le Python d'un environnement qui le contient.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>SpecAware's engine is not set up: open the SpecAware panel and press 'Set up'.</source>
   <translation>Le moteur de SpecAware n'est pas installé : ouvrez le panneau SpecAware et cliquez sur « Installer ».</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware's engine…</source>
   <translation>Moteur de SpecAware…</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: allow VRT and HDF5 files to read files outside their own folder</source>
   <translation>SpecAware : permettre aux fichiers VRT et HDF5 de lire des fichiers hors de leur propre dossier</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: click a raster on the map to see its spectrum</source>
   <translation>SpecAware : cliquez sur un raster de la carte pour voir son spectre</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/similar.py" />
   <source>SpecAware: finding similar pixels</source>
   <translation>SpecAware : recherche de pixels similaires</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>SpecAware: making an image</source>
   <translation>SpecAware : création d'une image</translation>
  </message>
  <message>
   <location filename="../../plugin/results/pages.py" />
   <source>SpecAware: making the report</source>
   <translation>SpecAware : création du rapport</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: map land cover from any raster</source>
   <translation>SpecAware : cartographier l'occupation du sol de tout raster</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>SpecAware: mapping land cover</source>
   <translation>SpecAware : cartographie de l'occupation du sol</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: opacity, swipe, class areas and pixel values of a map</source>
   <translation>SpecAware : opacité, balayage, surfaces des classes et valeurs des pixels d'une carte</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/profiles.py" />
   <source>SpecAware: reading a spectrum</source>
   <translation>SpecAware : lecture d'un spectre</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>SpecAware: reading rasters</source>
   <translation>SpecAware : lecture des rasters</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>SpecAware: reading the bands</source>
   <translation>SpecAware : lecture des bandes</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_spectra.py" />
   <source>SpecAware: reading the spectra of the labels</source>
   <translation>SpecAware : lecture des spectres des étiquettes</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>SpecAware: reading {}</source>
   <translation>SpecAware : lecture de {}</translation>
  </message>
  <message>
   <location filename="../../plugin/qgis_tasks.py" />
   <source>SpecAware: setting up the engine</source>
   <translation>SpecAware : installation du moteur</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>SpecAware: training</source>
   <translation>SpecAware : entraînement</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Spectra of the library, separated by ; (empty: all)</source>
   <translation>Spectres de la bibliothèque, séparés par ; (vide : tous)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Spectral library</source>
   <translation>Bibliothèque spectrale</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Spectral profile</source>
   <translation>Profil spectral</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>Starting…</source>
   <translation>Démarrage…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Step 1 of 3: the raster</source>
   <translation>Étape 1 sur 3 : le raster</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Step 2 of 3: the map</source>
   <translation>Étape 2 sur 3 : la carte</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Step 3 of 3: your own data</source>
   <translation>Étape 3 sur 3 : vos propres données</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Stored values</source>
   <translation>Valeurs stockées</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Sun &amp;zenith, °</source>
   <translation>&amp;Zénith solaire, °</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Surfaces that match no class are still assigned to one: write 'Unknown' to see where.</source>
   <translation>Les surfaces qui ne ressemblent à aucune classe en reçoivent tout de même une : écrivez aussi « Inconnu » pour voir où.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Swipe</source>
   <translation>Balayage</translation>
  </message>
  <message>
   <location filename="../../plugin/results/scene_cells.py" />
   <source>Table '{}' cannot be written ({}): choose another output.</source>
   <translation>Le tableau « {} » ne peut pas être écrit ({}) : choisissez une autre sortie.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Target standard error of the overall accuracy</source>
   <translation>Erreur type visée de l'exactitude globale</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Text and headers (*.txt *.csv *.hdr *.json);;All files (*)</source>
   <translation>Textes et en-têtes (*.txt *.csv *.hdr *.json);;Tous les fichiers (*)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>That point is outside the map.</source>
   <translation>Ce point est hors de la carte.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>That point is outside the raster.</source>
   <translation>Ce point est hors du raster.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The Python that the engine was created from is missing, probably because QGIS was updated.</source>
   <translation>Le Python à partir duquel le moteur a été créé est introuvable, sans doute parce que QGIS a été mis à jour.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>The card has no measured accuracy.</source>
   <translation>La fiche ne contient aucune exactitude mesurée.</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>The card of '{}' cannot be written ({}).</source>
   <translation>La fiche de « {} » ne peut pas être écrite ({}).</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>The centres are not in ascending order. This is allowed.</source>
   <translation>Les centres ne sont pas en ordre croissant. C'est permis.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The certificate of the package index or proxy is not trusted: add your organisation's certificate authority in QGIS's options (Authentication), or set the variable REQUESTS_CA_BUNDLE to its file.</source>
   <translation>Le certificat de l'index de paquets ou du proxy n'est pas approuvé : ajoutez l'autorité de certification de votre organisation dans les options de QGIS (Authentification), ou définissez la variable REQUESTS_CA_BUNDLE sur son fichier.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The disk is full: the engine needs about 400 MB; free some space and set up again.</source>
   <translation>Le disque est plein : le moteur a besoin d'environ 400 Mo ; libérez de l'espace et réinstallez.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine for '{}' could not be set up, so the one for the processor was installed instead. Reason: {}</source>
   <translation>Le moteur pour « {} » n'a pas pu être installé ; celui du processeur l'a été à la place. Raison : {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>The engine is not set up, so no spectrum can be read.</source>
   <translation>Le moteur n'est pas installé, aucun spectre ne peut donc être lu.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The engine stopped unexpectedly (code {}: {}): set it up again if this happens repeatedly.</source>
   <translation>Le moteur s'est arrêté de façon inattendue (code {} : {}) : réinstallez-le si cela se répète.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The engine was set up for an older version of SpecAware.</source>
   <translation>Le moteur a été installé pour une version plus ancienne de SpecAware.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The engine's Python '{}' cannot be started ({}): set the engine up again.</source>
   <translation>Le Python du moteur, « {} », ne peut pas être démarré ({}) : réinstallez le moteur.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The engine's Python: {}</source>
   <translation>Python du moteur : {}</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The engine's files cannot be written: check the permissions of the QGIS profile folder, and security software that protects it.</source>
   <translation>Les fichiers du moteur ne peuvent pas être écrits : vérifiez les droits du dossier de profil de QGIS et les logiciels de sécurité qui le protègent.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine's folder '{}' cannot be written: {}.</source>
   <translation>Le dossier du moteur « {} » n'est pas accessible en écriture : {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/care.py" />
   <source>The engine's folder '{}' could not be removed ({}): close other QGIS windows and try again.</source>
   <translation>Le dossier du moteur « {} » n'a pas pu être supprimé ({}) : fermez les autres fenêtres QGIS et réessayez.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine's packages could not be installed</source>
   <translation>Les paquets du moteur n'ont pas pu être installés</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine's packages were installed but do not run</source>
   <translation>Les paquets du moteur ont été installés mais ne fonctionnent pas</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The environment could not be created</source>
   <translation>L'environnement n'a pas pu être créé</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/extents.py" />
   <source>The extent cannot be expressed in the raster's CRS: give it in {}.</source>
   <translation>L'emprise ne peut pas être exprimée dans le SCR du raster : indiquez-la en {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>The file '{}' does not exist: check the path.</source>
   <translation>Le fichier « {} » n'existe pas : vérifiez le chemin.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/care.py" />
   <source>The folder '{}' cannot be written: check its permissions and the disk space.</source>
   <translation>Le dossier « {} » n'est pas accessible en écriture : vérifiez ses droits et l'espace disque.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The folder '{}' has no wheels (.whl): choose another one.</source>
   <translation>Le dossier « {} » ne contient aucun paquet (.whl) : choisissez-en un autre.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The folder '{}' uses {} MB of disk space.</source>
   <translation>Le dossier « {} » occupe {} Mo sur le disque.</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>The folder of '{}' cannot be deleted ({}).</source>
   <translation>Le dossier de « {} » ne peut pas être supprimé ({}).</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>The label layer is being edited: save or discard its edits first.</source>
   <translation>La couche d'étiquettes est en cours d'édition : enregistrez ou abandonnez d'abord ses modifications.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/support.py" />
   <source>The labels cannot be opened: save them as a GeoPackage.</source>
   <translation>Les étiquettes ne peuvent pas être ouvertes : enregistrez-les en GeoPackage.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>The labels cannot be written to '{}': choose another folder in 'Save in'.</source>
   <translation>Les étiquettes ne peuvent pas être écrites dans « {} » : choisissez un autre dossier dans « Enregistrer dans ».</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/layers.py" />
   <source>The layer does not exist or cannot be opened: choose another one.</source>
   <translation>La couche n'existe pas ou ne peut pas être ouverte : choisissez-en une autre.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>The list has no unit and is read as {}: is that correct?</source>
   <translation>La liste n'a pas d'unité et est lue en {} : est-ce correct ?</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The list of the engine's packages is missing: install the plugin again.</source>
   <translation>La liste des paquets du moteur est introuvable : réinstallez l'extension.</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <location filename="../../plugin/scene/similar.py" />
   <source>The map '{}' was written but QGIS cannot open it: check the file.</source>
   <translation>La carte « {} » a été écrite mais QGIS ne peut pas l'ouvrir : vérifiez le fichier.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>The map is a layer with class names and colours; the entry shows the largest classes. The report has the areas, the spectrum of each class and the bands used.</source>
   <translation>La carte est une couche avec noms et couleurs de classes ; l'entrée montre les plus grandes classes. Le rapport contient les surfaces, le spectre de chaque classe et les bandes utilisées.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>The mean spectrum of each class appears here.</source>
   <translation>Le spectre moyen de chaque classe apparaît ici.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The package index cannot be reached: check the network, the proxy in QGIS's options (Network) and PIP_INDEX_URL, or set up from a folder of wheels.</source>
   <translation>L'index de paquets est injoignable : vérifiez le réseau, le proxy dans les options de QGIS (Réseau) et PIP_INDEX_URL, ou installez depuis un dossier de paquets.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The package index refused the login or the request: check its address and login in PIP_INDEX_URL or in pip's settings.</source>
   <translation>L'index de paquets a refusé l'identification ou la requête : vérifiez son adresse et ses identifiants dans PIP_INDEX_URL ou dans les réglages de pip.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>The point cannot be expressed in the layer's CRS: choose another one.</source>
   <translation>Le point ne peut pas être exprimé dans le SCR de la couche : choisissez-en un autre.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>The point cannot be expressed in the map's CRS: choose another one.</source>
   <translation>Le point ne peut pas être exprimé dans le SCR de la carte : choisissez-en un autre.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>The point cannot be expressed in the raster's CRS: choose another one.</source>
   <translation>Le point ne peut pas être exprimé dans le SCR du raster : choisissez-en un autre.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The proxy cannot be reached: check its address in QGIS's options (Network) or in HTTPS_PROXY, or set up from a folder of wheels.</source>
   <translation>Le proxy est injoignable : vérifiez son adresse dans les options de QGIS (Réseau) ou dans HTTPS_PROXY, ou installez depuis un dossier de paquets.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The proxy refused the login: correct the user name and password in QGIS's options (Network) or in HTTPS_PROXY.</source>
   <translation>Le proxy a refusé l'identification : corrigez le nom d'utilisateur et le mot de passe dans les options de QGIS (Réseau) ou dans HTTPS_PROXY.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>The raster is in sensor geometry, so there is no spectrum for a point on the map.</source>
   <translation>Le raster est en géométrie du capteur, il n'y a donc pas de spectre pour un point de la carte.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>The raster selected in the layer tree</source>
   <translation>Le raster sélectionné dans l'arborescence des couches</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The run was cancelled; nothing was written.</source>
   <translation>L'exécution a été annulée ; rien n'a été écrit.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>The sample cannot be copied: {}</source>
   <translation>L'exemple ne peut pas être copié : {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>The second line of the entry shows what was found in the file: sensor, bands used, processing level and pixel size. Press &lt;b&gt;Map&lt;/b&gt;.</source>
   <translation>La deuxième ligne de l'entrée montre ce qui a été trouvé dans le fichier : capteur, bandes utilisées, niveau de traitement et taille de pixel. Cliquez sur &lt;b&gt;Cartographier&lt;/b&gt;.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>The sensor settings are not JSON: set them in the sensor dialog.</source>
   <translation>Les réglages du capteur ne sont pas du JSON : définissez-les dans la fenêtre du capteur.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <location filename="../../plugin/qgis_tasks.py" />
   <source>The set-up was cancelled; nothing was kept.</source>
   <translation>L'installation a été annulée ; rien n'a été conservé.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The tested versions are not available for this Python: compatible ones are installed.</source>
   <translation>Les versions testées ne sont pas disponibles pour ce Python : des versions compatibles sont installées.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>The training was cancelled.</source>
   <translation>L'entraînement a été annulé.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/finetune.py" />
   <source>The weights of this network are not included: choose the file of published weights.</source>
   <translation>Les poids de ce réseau ne sont pas fournis : choisissez le fichier des poids publiés.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>There is no data at that point.</source>
   <translation>Il n'y a aucune donnée à cet endroit.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>There is no network connection: connect, or set up from a folder of wheels.</source>
   <translation>Il n'y a pas de connexion réseau : connectez-vous, ou installez depuis un dossier de paquets.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>There is no spectrum to show.</source>
   <translation>Il n'y a aucun spectre à afficher.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>These models were trained on it and are less accurate without it: {}</source>
   <translation>Ces modèles ont été entraînés dessus et sont moins exacts sans lui : {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>Too few labels to estimate the accuracy: place five or more per class, spread over the raster.</source>
   <translation>Trop peu d'étiquettes pour estimer l'exactitude : placez-en au moins cinq par classe, réparties sur le raster.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Train again</source>
   <translation>Entraîner à nouveau</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Train and map</source>
   <translation>Entraîner et cartographier</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Train on all labels and map the raster (Ctrl+Enter)</source>
   <translation>Entraîner sur toutes les étiquettes et cartographier le raster (Ctrl+Entrée)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Train on known changes</source>
   <translation>Entraîner sur des changements connus</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Train on labelled scenes</source>
   <translation>Entraîner sur des scènes étiquetées</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>Train on your own classes</source>
   <translation>Entraîner sur vos propres classes</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Train on your own classes…</source>
   <translation>Entraîner sur vos propres classes…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Train, import, rename or remove models</source>
   <translation>Entraîner, importer, renommer ou retirer des modèles</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Training</source>
   <translation>Entraînement</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Training data</source>
   <translation>Données d'entraînement</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Training details ▸</source>
   <translation>Détails de l'entraînement ▸</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Training details ▾</source>
   <translation>Détails de l'entraînement ▾</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Training steps (0: as in the network's configuration)</source>
   <translation>Étapes d'entraînement (0 : celles de la configuration du réseau)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Trains a change model on pairs of dates with known changes; a laptop is enough.</source>
   <translation>Entraîne un modèle de changement sur des paires de dates aux changements connus ; un ordinateur portable suffit.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>Trains a model on your own classes from a few labelled points or polygons, in seconds.</source>
   <translation>Entraîne en quelques secondes un modèle sur vos propres classes à partir de quelques points ou polygones étiquetés.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Trains a model that labels whole images or grid cells; a laptop is enough.</source>
   <translation>Entraîne un modèle qui étiquette des images entières ou des cellules d'une grille ; un ordinateur portable suffit.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Trains a whole network on many labels of your own; needs PyTorch in the engine.</source>
   <translation>Entraîne tout un réseau sur un grand nombre de vos étiquettes ; il faut PyTorch dans le moteur.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>True colour</source>
   <translation>Couleurs vraies</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>True colour (SpecAware)</source>
   <translation>Couleurs vraies (SpecAware)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Unit of the wavelengths in the file</source>
   <translation>Unité des longueurs d'onde du fichier</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Units</source>
   <translation>Unités</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Units '{}' are not known: choose them from the list.</source>
   <translation>Les unités « {} » ne sont pas connues : choisissez-les dans la liste.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Units of the values, e.g. uW cm-2 sr-1 nm-1</source>
   <translation>Unités des valeurs, p. ex. uW cm-2 sr-1 nm-1</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Unknown</source>
   <translation>Inconnu</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Unpacking the packages</source>
   <translation>Décompression des paquets</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Update…</source>
   <translation>Mettre à jour…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Use</source>
   <translation>Utiliser</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Use an existing environment…</source>
   <translation>Utiliser un environnement existant…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_layer_dialog.py" />
   <source>Use labels from a layer</source>
   <translation>Utiliser les étiquettes d'une couche</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>Use only letters, digits, '.', '-' and '_' in the name.</source>
   <translation>N'utilisez dans le nom que des lettres, des chiffres, '.', '-' et '_'.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Use the labels of a point or polygon layer</source>
   <translation>Utiliser les étiquettes d'une couche de points ou de polygones</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Use the selected bands (Space switches them)</source>
   <translation>Utiliser les bandes sélectionnées (Espace les active ou désactive)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Used</source>
   <translation>Utilisée</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Values of the pixel</source>
   <translation>Valeurs du pixel</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>View and compare</source>
   <translation>Voir et comparer</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>View and compare…</source>
   <translation>Voir et comparer…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>Waiting for the engine</source>
   <translation>En attente du moteur</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>Waiting…</source>
   <translation>En attente…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Wavelength unit</source>
   <translation>Unité de longueur d'onde</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/parts/spectrum_plot.py" />
   <source>Wavelength, nm</source>
   <translation>Longueur d'onde, nm</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Wavelengths file: one band per line (centre and, if known, FWHM)</source>
   <translation>Longueurs d'onde : fichier, une bande par ligne (centre, FWHM)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Wavelengths in {}</source>
   <translation>Longueurs d'onde en {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Weights</source>
   <translation>Poids</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Weights of SpecAware or SpectralGPT</source>
   <translation>Poids de SpecAware ou de SpectralGPT</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Weights to train</source>
   <translation>Poids à entraîner</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>What it maps</source>
   <translation>Ce qu'il cartographie</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>Which sensor? {} bands without wavelengths</source>
   <translation>
    <numerusform>Quel capteur ? {} bande sans longueur d'onde</numerusform>
    <numerusform>Quel capteur ? {} bandes sans longueurs d'onde</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Whole raster</source>
   <translation>Raster entier</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Widths that are not between 0 and 400 nm: {}.</source>
   <translation>Largeurs hors de l'intervalle de 0 à 400 nm : {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Window</source>
   <translation>Fenêtre</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Write all spectra as CSV</source>
   <translation>Écrire tous les spectres en CSV</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Write cloud-optimised GeoTIFFs with overviews</source>
   <translation>Écrire des GeoTIFF optimisés pour le cloud (COG) avec aperçus</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>Write features of a model</source>
   <translation>Écrire les caractéristiques d'un modèle</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Write the bands as CSV, ENVI header or JSON</source>
   <translation>Écrire les bandes en CSV, en-tête ENVI ou JSON</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>Writes the features of a model as a raster with many bands, and as a picture.</source>
   <translation>Écrit les caractéristiques d'un modèle en raster à nombreuses bandes et en image.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>You chose this environment; SpecAware does not change it.</source>
   <translation>Vous avez choisi cet environnement ; SpecAware ne le modifie pas.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Zoom to</source>
   <translation>Zoomer dessus</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>a scene may have several classes</source>
   <translation>une scène peut avoir plusieurs classes</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>accuracy,validation,confusion matrix,error matrix,Olofsson,area estimation,IoU,F1</source>
   <translation>exactitude,validation,matrice de confusion,matrice d'erreur,Olofsson,estimation de surfaces,IoU,F1</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>accuracy,validation,stratified random sample,reference points,sample size,Olofsson</source>
   <translation>exactitude,validation,échantillonnage aléatoire stratifié,points de référence,taille d'échantillon,Olofsson</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>areas of each transition</source>
   <translation>surfaces de chaque transition</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>assumed</source>
   <translation>supposé</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>attribute with the change: 0, no, no change or unchanged; any other value is a change</source>
   <translation>attribut contenant le changement : 0, no, no change ou unchanged ; toute autre valeur est un changement</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>attribute with the class</source>
   <translation>attribut contenant la classe</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>band metadata</source>
   <translation>métadonnées de la bande</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>band name</source>
   <translation>nom de la bande</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>band scale</source>
   <translation>échelle de la bande</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>bands left out: {}</source>
   <translation>bandes exclues : {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>bands switched on: {}</source>
   <translation>bandes activées : {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>bare soil</source>
   <translation>sol nu</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>beside each raster</source>
   <translation>à côté de chaque raster</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>burned</source>
   <translation>brûlé</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>change detection,bitemporal,difference,from-to,MAD,deforestation,hyperspectral</source>
   <translation>détection de changements,bitemporel,différence,transition,MAD,déforestation,hyperspectral</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>change detection,training,siamese,bitemporal,labels,deforestation,urban growth</source>
   <translation>détection de changements,entraînement,siamois,bitemporel,étiquettes,déforestation,croissance urbaine</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>changed pixels</source>
   <translation>pixels changés</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>class map</source>
   <translation>carte de classes</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <location filename="../../backend/job/kinds/sample.py" />
   <source>class map: one band of integers, from any program</source>
   <translation>carte de classes : une bande de nombres entiers, de tout programme</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>class prior: all classes alike, as in the labels, or roughly as the zero-shot model maps the scene (default)</source>
   <translation>fréquence a priori : toutes les classes également, comme dans les étiquettes, ou à peu près comme le modèle zero-shot cartographie la scène (par défaut)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>classes whose names differ in the map</source>
   <translation>classes portant un autre nom dans la carte</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>compare spectra, or features of the model</source>
   <translation>comparer des spectres ou des caractéristiques du modèle</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>constant in the sample</source>
   <translation>constant dans l'échantillon</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>differs between bands</source>
   <translation>diffère selon les bandes</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>dry vegetation</source>
   <translation>végétation sèche</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>embedding,features,foundation model,PCA,clustering,deep learning,hyperspectral</source>
   <translation>embedding,caractéristiques,modèle de fondation,ACP,regroupement,apprentissage profond,hyperspectral</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>expected user's accuracy (default: 0.8)</source>
   <translation>exactitude de l'utilisateur attendue (par défaut : 0.8)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>features</source>
   <translation>caractéristiques</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>few-shot,training,labels,samples,supervised classification,hyperspectral,LDA,MNF</source>
   <translation>peu d'exemples,entraînement,étiquettes,échantillons,classification supervisée,hyperspectral,LDA,MNF</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>file name</source>
   <translation>nom du fichier</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>files, products, folders or layers · click to browse</source>
   <translation>fichiers, produits, dossiers ou couches · clic pour parcourir</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>fine-tuning,deep learning,training,segmentation,scenes,masks,PyTorch,LoRA,SpectralGPT,UPerNet</source>
   <translation>affinage,apprentissage profond,entraînement,segmentation,scènes,masques,PyTorch,LoRA,SpectralGPT,UPerNet</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>first three principal components in red, green, blue</source>
   <translation>les trois premières composantes principales en rouge, vert et bleu</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>folder</source>
   <translation>dossier</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>folder of masks with the same names as the images: class numbers from 1, 0 for no label</source>
   <translation>dossier de masques de mêmes noms que les images : numéros de classe à partir de 1, 0 sans étiquette</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>folder with one folder of rasters per class, CSV of paths and labels, or raster with labelled polygons</source>
   <translation>dossier contenant un dossier de rasters par classe, CSV de chemins et d'étiquettes, ou raster avec polygones étiquetés</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>from the file</source>
   <translation>du fichier</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/settings_wrapper.py" />
   <source>from the raster</source>
   <translation>du raster</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>from which class to which</source>
   <translation>de quelle classe à quelle classe</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>further rasters with labels, from any sensors</source>
   <translation>autres rasters avec étiquettes, de n'importe quel capteur</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>georeference</source>
   <translation>géoréférencement</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>how unlike any known spectrum each pixel is, in percent; do not trust the class where it is 50 or more</source>
   <translation>à quel point chaque pixel diffère de tout spectre connu, en pourcentage ; ne vous fiez pas à la classe à partir de 50</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>inferred from the values</source>
   <translation>déduit des valeurs</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>its own labels, held out in spatial blocks</source>
   <translation>ses propres étiquettes, mises de côté par blocs spatiaux</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>land cover,classification,hyperspectral,multispectral,deep learning,foundation model</source>
   <translation>occupation du sol,classification,hyperspectral,multispectral,apprentissage profond,modèle de fondation</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>land cover,segmentation,polygons,vectorise,hyperspectral,deep learning</source>
   <translation>occupation du sol,segmentation,polygones,vectorisation,hyperspectral,apprentissage profond</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>leave the mapped class out of the points</source>
   <translation>ne pas écrire la classe cartographiée dans les points</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>low vegetation</source>
   <translation>végétation basse</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>mask band</source>
   <translation>bande de masque</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>mean</source>
   <translation>moyenne</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>minimum per class, if a total is given</source>
   <translation>minimum par classe, si un total est indiqué</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>model folder</source>
   <translation>dossier du modèle</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>model,weights,checkpoint,SpecAware,SpectralGPT,safetensors,pth,ONNX,install</source>
   <translation>modèle,poids,checkpoint,SpecAware,SpectralGPT,safetensors,pth,ONNX,installer</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>name of the band's file</source>
   <translation>nom du fichier de la bande</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>name of the installed model (default: the name of the file)</source>
   <translation>nom du modèle installé (par défaut : celui du fichier)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>name of the new model (default: the name of its folder)</source>
   <translation>nom du nouveau modèle (par défaut : celui de son dossier)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>names of the classes: a,b,c, or a file with one per line</source>
   <translation>noms des classes : a,b,c, ou un fichier avec un nom par ligne</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>names of the masks' classes, in the order of their numbers</source>
   <translation>noms des classes des masques, dans l'ordre de leurs numéros</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>names of the source files</source>
   <translation>noms des fichiers sources</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>network: the bundled model, or an encoder with its published weights</source>
   <translation>réseau : le modèle fourni, ou un encodeur avec ses poids publiés</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>no</source>
   <translation>non</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>no band of {}</source>
   <translation>aucune bande de {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>no data in the sample</source>
   <translation>aucune donnée dans l'échantillon</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>no message</source>
   <translation>aucun message</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>no output</source>
   <translation>aucune sortie</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>nodata {:g}</source>
   <translation>aucune donnée {:g}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>not stated</source>
   <translation>non indiqué</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>number of attention heads, if the size is not a published one</source>
   <translation>nombre de têtes d'attention, si la taille n'est pas une taille publiée</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>off: {}</source>
   <translation>désactivée : {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>offset {:g}</source>
   <translation>décalage {:g}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>one date per source, for example 2024-05-31 (default: from metadata or file names)</source>
   <translation>une date par source, par exemple 2024-05-31 (par défaut : métadonnées ou noms de fichiers)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>only reflectance is compared</source>
   <translation>seule la réflectance est comparée</translation>
  </message>
  <message>
   <location filename="../../backend/job/spec.py" />
   <source>output to write (default: the deepest one)</source>
   <translation>sortie à écrire (par défaut : la plus profonde)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>page</source>
   <translation>page</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>pavement</source>
   <translation>revêtement</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>percent</source>
   <translation>pourcentage</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>pip does not install from an address without https: correct PIP_INDEX_URL, or name its host in PIP_TRUSTED_HOST.</source>
   <translation>pip n'installe pas depuis une adresse sans https : corrigez PIP_INDEX_URL, ou indiquez son hôte dans PIP_TRUSTED_HOST.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>points</source>
   <translation>points</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>points or polygons of changed and unchanged places, instead of a raster</source>
   <translation>points ou polygones de lieux changés et inchangés, à la place d'un raster</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>points or polygons that mark the pixels to search for</source>
   <translation>points ou polygones qui marquent les pixels à chercher</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>points or polygons: GeoPackage, GeoJSON, Shapefile</source>
   <translation>points ou polygones : GeoPackage, GeoJSON, Shapefile</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>points per class</source>
   <translation>points par classe</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>polygons of equal class</source>
   <translation>polygones de même classe</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>polygons: GeoPackage, GeoJSON, Shapefile</source>
   <translation>polygones : GeoPackage, GeoJSON, Shapefile</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>probability of change from which a pixel counts as changed</source>
   <translation>probabilité de changement à partir de laquelle un pixel compte comme changé</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>published weights of SpecAware or SpectralGPT, for these networks</source>
   <translation>poids publiés de SpecAware ou de SpectralGPT, pour ces réseaux</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>random seed</source>
   <translation>graine aléatoire</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>raster</source>
   <translation>raster</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>raster metadata</source>
   <translation>métadonnées du raster</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>raster of 0 (no change), other numbers (change) and no data or 255 (not known); or a vector file</source>
   <translation>raster de 0 (aucun changement), autres nombres (changement) et sans donnée ou 255 (inconnu), ou un fichier vectoriel</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>raster or product of the first date, or CSV with the columns before, after and changes</source>
   <translation>raster ou produit de la première date, ou CSV avec les colonnes before, after et changes</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>raster or product of the second date, from any sensor and on any grid</source>
   <translation>raster ou produit de la seconde date, de tout capteur et de toute grille</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>raster whose grid is used (auto: the one with the larger pixels)</source>
   <translation>raster dont la grille est utilisée (auto : celui aux plus grands pixels)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>raster with labels, folder of images, folder with one folder per class, or CSV of paths and labels</source>
   <translation>raster avec étiquettes, dossier d'images, dossier contenant un dossier par classe, ou CSV de chemins et d'étiquettes</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>raster, ENVI header or product of the second date, from any sensor and on any grid</source>
   <translation>raster, en-tête ENVI ou produit de la seconde date, de n'importe quel capteur et grille</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>rasters or products of the other dates, in any order</source>
   <translation>rasters ou produits des autres dates, dans n'importe quel ordre</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>red, green and blue bytes, 0 is no data</source>
   <translation>octets de rouge, vert et bleu, 0 signifie aucune donnée</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>reflectance</source>
   <translation>réflectance</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>report</source>
   <translation>rapport</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>roof</source>
   <translation>toit</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/profiles.py" />
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>row {}, column {}</source>
   <translation>ligne {}, colonne {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>sampling design of the labels (default: recognised)</source>
   <translation>plan d'échantillonnage des étiquettes (par défaut : reconnu)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>saved settings</source>
   <translation>réglages enregistrés</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>scale {:g}</source>
   <translation>échelle {:g}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>scene classification,SpectralGPT,image label,grid,Sentinel-2,deep learning</source>
   <translation>classification de scènes,SpectralGPT,étiquette d'image,grille,Sentinel-2,apprentissage profond</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>scene classification,training,multi-label,image label,patches,mAP,EuroSAT,BigEarthNet</source>
   <translation>classification de scènes,entraînement,multi-étiquette,étiquette d'image,patchs,mAP,EuroSAT,BigEarthNet</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>scene classifier to keep (auto: if any)</source>
   <translation>classificateur de scènes à garder (auto : s'il y en a un)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>scores of each cell</source>
   <translation>scores de chaque cellule</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>sensor geometry; the map is georeferenced</source>
   <translation>géométrie du capteur ; la carte est géoréférencée</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>share of places held out to stop training in time and to measure the accuracy</source>
   <translation>part des lieux mise de côté pour arrêter l'entraînement à temps et mesurer l'exactitude</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>side of square cells to label as scenes (0: label pixels)</source>
   <translation>côté des cellules carrées à étiqueter comme scènes (0 : étiqueter les pixels)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>side of the cells that labelled polygons are cut into</source>
   <translation>côté des cellules dans lesquelles les polygones étiquetés sont découpés</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>similarity,spectral angle,SAM,target detection,search,spectral library,hyperspectral</source>
   <translation>similarité,angle spectral,SAM,détection de cibles,recherche,bibliothèque spectrale,hyperspectral</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>smallest share of a cell's labelled pixels for a class to count</source>
   <translation>part minimale des pixels étiquetés d'une cellule pour qu'une classe compte</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>snow</source>
   <translation>neige</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>specaware-base, spectralgpt-base, ...</source>
   <translation>specaware-base, spectralgpt-base, ...</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>spectra to search for: CSV or ENVI spectral library</source>
   <translation>spectres à chercher : CSV ou bibliothèque spectrale ENVI</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>spectrum of the library (default: all); can be repeated</source>
   <translation>spectre de la bibliothèque (par défaut : tous) ; peut être répété</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>sun zenith {:g}°</source>
   <translation>zénith solaire {:g}°</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>table</source>
   <translation>tableau</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>target standard error of the overall accuracy</source>
   <translation>erreur type visée de l'exactitude globale</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>the clipboard</source>
   <translation>le presse-papiers</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>the probability of each class, one band per class</source>
   <translation>la probabilité de chaque classe, une bande par classe</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>the probability of the mapped class</source>
   <translation>la probabilité de la classe cartographiée</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>the share of each pixel that each class covers, in percent</source>
   <translation>la part de chaque pixel que chaque classe couvre, en pourcentage</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>time series,multitemporal,change,areas by date,trend,hyperspectral</source>
   <translation>série temporelle,multitemporel,changement,surfaces par date,tendance,hyperspectral</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>total number of points, shared by area</source>
   <translation>nombre total de points, répartis selon la surface</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>training steps at most (default: as in the network's configuration)</source>
   <translation>nombre maximal d'étapes d'entraînement (par défaut : celui de la configuration du réseau)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>tree</source>
   <translation>arbre</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>true colour, colour infrared or shortwave infrared (default: true colour or colour infrared if the bands allow it, otherwise long, middle and short wavelengths)</source>
   <translation>couleurs vraies, infrarouge couleur ou infrarouge à ondes courtes (par défaut : couleurs vraies ou infrarouge couleur si les bandes le permettent, sinon longueurs d'onde longues, moyennes et courtes)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>true colour,false colour,RGB,infrared,picture,stretch,quicklook,hyperspectral</source>
   <translation>couleurs vraies,fausses couleurs,RVB,infrarouge,image,étirement,aperçu,hyperspectral</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <location filename="../../plugin/scene/report.py" />
   <source>unknown</source>
   <translation>inconnu</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>unknown sensor</source>
   <translation>capteur inconnu</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>water</source>
   <translation>eau</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>water vapour</source>
   <translation>vapeur d'eau</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>wavelength,FWHM,bad bands,sensor,metadata,hyperspectral,ENVI header</source>
   <translation>longueur d'onde,FWHM,mauvaises bandes,capteur,métadonnées,hyperspectral,en-tête ENVI</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>wavelengths</source>
   <translation>longueurs d'onde</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>wavelengths in {}</source>
   <translation>longueurs d'onde en {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>weights to train: all, low-rank updates (LoRA), or only the head</source>
   <translation>poids à entraîner : tous, des ajustements de rang faible (LoRA) ou la tête seule</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>weights: .safetensors, .pth or .pt</source>
   <translation>poids : .safetensors, .pth ou .pt</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>yes</source>
   <translation>oui</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>you</source>
   <translation>vous</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{:.0f} % accuracy on {}</source>
   <translation>{:.0f} % d'exactitude sur {}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>{:.0f} % of {} labels correct, held out in blocks of {} px</source>
   <translation>
    <numerusform>{:.0f} % de {} étiquette correcte, mise de côté par blocs de {} px</numerusform>
    <numerusform>{:.0f} % de {} étiquettes correctes, mises de côté par blocs de {} px</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{:.0f} % overall accuracy</source>
   <translation>{:.0f} % d'exactitude globale</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>{:g} m</source>
   <translation>{:g} m</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>{} '{}' is not known: use one of {}.</source>
   <translation>{} « {} » n'est pas connu : utilisez l'une des valeurs {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>{} (assumed)</source>
   <translation>{} (supposé)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>{} (found)</source>
   <translation>{} (trouvé)</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/report.py" />
   <source>{} bands</source>
   <translation>
    <numerusform>{} bande</numerusform>
    <numerusform>{} bandes</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} bands, {} processor threads</source>
   <translation>
    <numerusform>{} bande, {} fils du processeur</numerusform>
    <numerusform>{} bandes, {} fils du processeur</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>{} bands: the model needs at least {}, as of a multispectral or hyperspectral sensor.</source>
   <translation>
    <numerusform>{} bande : le modèle en demande au moins {}, comme celles d'un capteur multispectral ou hyperspectral.</numerusform>
    <numerusform>{} bandes : le modèle en demande au moins {}, comme celles d'un capteur multispectral ou hyperspectral.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/models.py" />
   <source>{} classes</source>
   <translation>
    <numerusform>{} classe</numerusform>
    <numerusform>{} classes</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>{} labels added</source>
   <translation>
    <numerusform>{} étiquette ajoutée</numerusform>
    <numerusform>{} étiquettes ajoutées</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} land-cover classes</source>
   <translation>
    <numerusform>{} classe d'occupation du sol</numerusform>
    <numerusform>{} classes d'occupation du sol</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/engine/progress.py" />
   <source>{} left</source>
   <translation>{} restant</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/report.py" />
   <source>{} of {} bands</source>
   <translation>
    <numerusform>{} sur {} bande</numerusform>
    <numerusform>{} sur {} bandes</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>{} of {} mapped</source>
   <translation>{} sur {} cartographiés</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>{} of {}: {}</source>
   <translation>{} sur {} : {}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} pixels</source>
   <translation>
    <numerusform>{} pixel</numerusform>
    <numerusform>{} pixels</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} pixels, overlap {} pixels</source>
   <translation>
    <numerusform>{} pixel, recouvrement de {} pixels</numerusform>
    <numerusform>{} pixels, recouvrement de {} pixels</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>{} to be confirmed</source>
   <translation>{} à confirmer</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>{} wavelengths</source>
   <translation>
    <numerusform>{} longueur d'onde</numerusform>
    <numerusform>{} longueurs d'onde</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/band_table.py" />
   <source>{} wavelengths are given but the raster has {} bands: correct the list.</source>
   <translation>
    <numerusform>{} longueur d'onde est indiquée mais le raster a {} bandes : corrigez la liste.</numerusform>
    <numerusform>{} longueurs d'onde sont indiquées mais le raster a {} bandes : corrigez la liste.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>{} widths</source>
   <translation>
    <numerusform>{} largeur</numerusform>
    <numerusform>{} largeurs</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/report.py" />
   <source>{} x {} pixels, {} bands, {}</source>
   <translation>
    <numerusform>{} x {} pixels, {} bande, {}</numerusform>
    <numerusform>{} x {} pixels, {} bandes, {}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>{} · also {} bands, {:.0f} %</source>
   <translation>
    <numerusform>{} · aussi {} bande, {:.0f} %</numerusform>
    <numerusform>{} · aussi {} bandes, {:.0f} %</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>{} · {:.0f} % match</source>
   <translation>{} · {:.0f} % de correspondance</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>{}, mean of a few hundred pixels</source>
   <translation>{}, moyenne de quelques centaines de pixels</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>{}, unit guessed: {}</source>
   <translation>{}, unité supposée : {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{}: {:.0f} % overall accuracy.</source>
   <translation>{} : {:.0f} % d'exactitude globale.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/setup_box.py" />
   <source>{}: {} MB to download, {} MB on disk</source>
   <translation>{} : {} Mo à télécharger, {} Mo sur le disque</translation>
  </message>
 </context>
</TS>
