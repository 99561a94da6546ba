<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
 <context>
  <name>SpecAware</name>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source> (default)</source>
   <translation> (predeterminado)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source> or </source>
   <translation> o </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Date</source>
   <translation>&amp;Fecha</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Level</source>
   <translation>&amp;Nivel</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Nodata</source>
   <translation>Sin da&amp;tos</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Offset</source>
   <translation>&amp;Desplazamiento</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Pixel, m</source>
   <translation>&amp;Píxel, m</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Sensor</source>
   <translation>&amp;Sensor</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Units</source>
   <translation>&amp;Unidades</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Wavelength unit</source>
   <translation>Unidad de &amp;longitud de onda</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>'{}' cannot be read: {}.</source>
   <translation>No se puede leer «{}»: {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <location filename="../../plugin/scene/profiles.py" />
   <source>'{}' cannot be written ({}): choose another place.</source>
   <translation>No se puede escribir «{}» ({}): elija otro lugar.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>'{}' cannot be written ({}): clear 'Save beside the raster'.</source>
   <translation>No se puede escribir «{}» ({}): desmarque «Guardar junto al ráster».</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>'{}' cannot be written: choose another folder in 'Save in'.</source>
   <translation>No se puede escribir «{}»: elija otra carpeta en «Guardar en».</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>'{}' exists but does not contain labels from the panel: rename or remove it.</source>
   <translation>«{}» existe pero no contiene etiquetas del panel: cámbiele el nombre o quítelo.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>'{}' has no feature with a class on the raster.</source>
   <translation>«{}» no tiene ninguna entidad con clase sobre el ráster.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>'{}' is in sensor geometry and cannot be labelled on the map: use its orthorectified product.</source>
   <translation>«{}» está en geometría del sensor y no se puede etiquetar en el mapa: use su producto ortorrectificado.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>'{}' is missing: choose or enter it.</source>
   <translation>Falta «{}»: elíjalo o escríbalo.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>'{}' is not a position: enter x,y; x,y in the raster's CRS.</source>
   <translation>«{}» no es una posición: escriba x,y; x,y en el SRC del ráster.</translation>
  </message>
  <message>
   <location filename="../../plugin/results/outputs.py" />
   <source>'{}' is part of a raster and would be damaged: choose another name.</source>
   <translation>«{}» forma parte de un ráster y se dañaría: elija otro nombre.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>'{}' is still being read: wait a moment.</source>
   <translation>«{}» aún se está leyendo: espere un momento.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>'{}' lacks the bands for this composite: {}.</source>
   <translation>A «{}» le faltan las bandas de esta composición: {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>'{}' must end in .csv, .json or .hdr: change its name.</source>
   <translation>«{}» debe terminar en .csv, .json o .hdr: cambie el nombre.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>&lt;b&gt;Drop rasters here&lt;/b&gt;</source>
   <translation>&lt;b&gt;Suelte aquí los rásteres&lt;/b&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>&lt;b&gt;One step before the first map:&lt;/b&gt; set up the engine, a separate Python environment.</source>
   <translation>&lt;b&gt;Un paso antes del primer mapa:&lt;/b&gt; instale el motor, un entorno de Python aparte.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <source>&lt;p&gt;&lt;b&gt;Clouds&lt;/b&gt; and their shadows are taken from the product's quality layers, or else from the spectra, and become no data. With &lt;i&gt;class&lt;/i&gt; in the advanced settings they become the classes 'Cloud' and 'Cloud shadow', after those of the model; confidence and the other rasters beside the map are no data there.&lt;/p&gt;</source>
   <translation>&lt;p&gt;&lt;b&gt;Las nubes&lt;/b&gt; y sus sombras se toman de las capas de calidad del producto o, si no las hay, de los espectros, y quedan sin datos. Con &lt;i&gt;class&lt;/i&gt; en los parámetros avanzados pasan a ser las clases «Cloud» y «Cloud shadow», después de las del modelo; la confianza y los demás rásteres que acompañan al mapa quedan ahí sin datos.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>&lt;p&gt;Compares a class map, from this or any other program, with points or polygons of known class. The result has the confusion matrix, user's and producer's accuracy, F1 and IoU of each class, and estimates of accuracy and area for the whole map with 95 % confidence intervals (Olofsson et al. 2014).&lt;/p&gt;&lt;p&gt;&lt;b&gt;Labels&lt;/b&gt; may be in any CRS. Classes are matched by name, or by pixel value if the labels are numbers. &lt;b&gt;Match&lt;/b&gt; pairs names that differ, for example &lt;i&gt;meadow=Grassland,5=Water&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Sampling design&lt;/b&gt; decides whether confidence intervals can be given. Points from 'Draw a sample to assess a map' are recognised. Polygons give no intervals, because their pixels were not drawn independently.&lt;/p&gt;&lt;p&gt;The HTML page, the table and the JSON file hold the same figures.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Compara un mapa de clases, de este o de cualquier otro programa, con puntos o polígonos de clase conocida. El resultado contiene la matriz de confusión, la exactitud del usuario y del productor, F1 e IoU de cada clase, y estimaciones de exactitud y superficie para todo el mapa con intervalos de confianza del 95 % (Olofsson et al. 2014).&lt;/p&gt;&lt;p&gt;Las &lt;b&gt;etiquetas&lt;/b&gt; pueden estar en cualquier SRC. Las clases se emparejan por su nombre, o por el valor del píxel si las etiquetas son números. &lt;b&gt;Emparejar&lt;/b&gt; une nombres distintos, por ejemplo &lt;i&gt;pradera=Grassland,5=Water&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;El &lt;b&gt;diseño del muestreo&lt;/b&gt; decide si se pueden dar intervalos de confianza. Los puntos de «Extraer una muestra para evaluar un mapa» se reconocen. Los polígonos no dan intervalos, porque sus píxeles no se extrajeron de forma independiente.&lt;/p&gt;&lt;p&gt;La página HTML, la tabla y el archivo JSON contienen las mismas cifras.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>&lt;p&gt;Compares each pixel of the raster with the points, polygons or spectra you give, and writes the best match in percent. Nothing is trained.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Points or polygons&lt;/b&gt;: in any CRS. &lt;b&gt;Pixels&lt;/b&gt;: x,y in the raster's CRS, separated by semicolons. &lt;b&gt;Library&lt;/b&gt;: CSV with a column 'wavelength' and one column per spectrum, a CSV exported by the profile tool, or an ENVI spectral library.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Compare by&lt;/b&gt;: &lt;i&gt;spectrum&lt;/i&gt; uses the spectral angle over the bands in use; 100 % is the same shape, 0 % is 30 degrees or more. &lt;i&gt;features&lt;/i&gt; uses the model's features, which include the neighbourhood; 0 % is no more similar than the average of the scene. &lt;i&gt;auto&lt;/i&gt; takes features for places and spectra for a library.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Compara cada píxel del ráster con los puntos, polígonos o espectros indicados y escribe la mejor coincidencia en porcentaje. No se entrena nada.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Puntos o polígonos&lt;/b&gt;: en cualquier SRC. &lt;b&gt;Píxeles&lt;/b&gt;: x,y en el SRC del ráster, separados por punto y coma. &lt;b&gt;Biblioteca&lt;/b&gt;: CSV con una columna «wavelength» y una columna por espectro, un CSV exportado por la herramienta de perfiles o una biblioteca espectral ENVI.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Comparar por&lt;/b&gt;: &lt;i&gt;spectrum&lt;/i&gt; usa el ángulo espectral en las bandas en uso; 100 % es la misma forma, 0 % son 30 grados o más. &lt;i&gt;features&lt;/i&gt; usa las características del modelo, que incluyen el entorno; 0 % no es más parecido que la media de la escena. &lt;i&gt;auto&lt;/i&gt; usa características para lugares y espectros para una biblioteca.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>&lt;p&gt;Compares two rasters of the same place: two dates from one sensor, or from two sensors with different bands, pixel sizes and coordinate systems. No labels are needed.&lt;/p&gt;&lt;p&gt;A pixel has changed if both its spectrum and its model features differ more than those of unchanged pixels. A difference shared by most of the scene, such as drier vegetation or different illumination, is not a change. The threshold is derived from the scene and given in the report.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Grid&lt;/b&gt;: &lt;i&gt;auto&lt;/i&gt; uses the grid of the raster with the larger pixels; the other raster is resampled to it. &lt;b&gt;Change threshold&lt;/b&gt;: lower it to find more changes.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: a model made by &lt;i&gt;Train on known changes&lt;/i&gt; or training/finetune_task.py finds the kind of change it was trained on. Without such a model, anything that differs from most of the scene is a change.&lt;/p&gt;&lt;p&gt;The sensor settings apply to both rasters, unless the layer of the second date has its own.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Compara dos rásteres de un mismo lugar: dos fechas de un sensor, o de dos sensores con otras bandas, tamaños de píxel y sistemas de coordenadas. No hacen falta etiquetas.&lt;/p&gt;&lt;p&gt;Un píxel ha cambiado cuando tanto su espectro como lo que el modelo ve en él difieren más que en los píxeles sin cambio. Una diferencia que comparte la mayor parte de la escena, como vegetación más seca u otra iluminación, no es un cambio; el umbral se obtiene de la escena y figura en el informe.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Cuadrícula&lt;/b&gt;: &lt;i&gt;auto&lt;/i&gt; usa la cuadrícula del ráster con los píxeles más grandes; el otro se remuestrea a ella. &lt;b&gt;Umbral de cambio&lt;/b&gt;: redúzcalo para encontrar más cambios.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Modelo&lt;/b&gt;: uno creado con &lt;i&gt;Entrenar con cambios conocidos&lt;/i&gt; o training/finetune_task.py encuentra el tipo de cambio que se le mostró; sin él, es cambio lo que difiere de la mayor parte de la escena.&lt;/p&gt;&lt;p&gt;Los ajustes del sensor valen para los dos rásteres, salvo que la capa de la segunda fecha tenga los suyos.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>&lt;p&gt;Draws random points within each class of a map. Fill in their field &lt;b&gt;reference&lt;/b&gt; with the true class, from the field or from a better image, then run 'Assess the accuracy of a map'.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Number of points&lt;/b&gt;: a number per class; or a total, shared by area with a minimum for each class; or, if both are 0, the number needed for the target standard error of the overall accuracy (Olofsson et al. 2014, equation 13). Give the user's accuracy you expect as &lt;i&gt;0.8&lt;/i&gt; or &lt;i&gt;Water=0.9,Forest=0.7&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Hide the class of the map&lt;/b&gt;: leaves the mapped class out of the points, so that it cannot influence the labelling.&lt;/p&gt;&lt;p&gt;The same seed draws the same points.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Extrae puntos al azar dentro de cada clase de un mapa. Rellene su campo &lt;b&gt;reference&lt;/b&gt; con la clase verdadera, observada en campo o en una imagen mejor, y ejecute después «Evaluar la exactitud de un mapa».&lt;/p&gt;&lt;p&gt;&lt;b&gt;Número de puntos&lt;/b&gt;: un número por clase; o un total, repartido por superficie con un mínimo por clase; o, si ambos son 0, el número necesario para el error estándar objetivo de la exactitud global (Olofsson et al. 2014, ecuación 13). Indique la exactitud del usuario esperada como &lt;i&gt;0.8&lt;/i&gt; o &lt;i&gt;Water=0.9,Forest=0.7&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Ocultar la clase del mapa&lt;/b&gt;: no escribe la clase cartografiada en los puntos, para que no influya en el etiquetado.&lt;/p&gt;&lt;p&gt;La misma semilla da los mismos puntos.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>&lt;p&gt;Gives one label, and the score of each class, to every cell of a grid and to the whole image. It needs a scene model of your own ('Train on labelled scenes') or an imported one such as SpectralGPT.&lt;/p&gt;&lt;p&gt;A cell is as large as the tile the model was made for. The last cells of a row or column are shifted inwards; an image smaller than a tile is one cell. The score of the whole image is the mean over its cells, weighted by their valid area.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Scores of the cells&lt;/b&gt;: CSV, one row per cell, one column per class.&lt;br&gt;&lt;b&gt;Scores of the whole image&lt;/b&gt;: CSV, one row per class, best first.&lt;br&gt;&lt;b&gt;Cells&lt;/b&gt;: polygons with label and scores, in the colours of the classes.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Da una etiqueta y la puntuación de cada clase a cada celda de una cuadrícula y a toda la imagen. Necesita un modelo de escenas propio («Entrenar con escenas etiquetadas») o uno importado, como SpectralGPT.&lt;/p&gt;&lt;p&gt;Una celda es tan grande como la tesela para la que se hizo el modelo. Las últimas celdas de una fila o columna se desplazan hacia dentro; una imagen menor que una tesela es una sola celda. La puntuación de toda la imagen es la media de sus celdas, ponderada por su superficie válida.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Puntuaciones de las celdas&lt;/b&gt;: CSV, una fila por celda, una columna por clase.&lt;br&gt;&lt;b&gt;Puntuaciones de toda la imagen&lt;/b&gt;: CSV, una fila por clase, la mejor primero.&lt;br&gt;&lt;b&gt;Celdas&lt;/b&gt;: polígonos con etiqueta y puntuaciones, en los colores de las clases.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>&lt;p&gt;Installs published weights of SpecAware or SpectralGPT as a model of your own. All weights are checked and written as ONNX, with a model card. Files that could run code are refused.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Architecture&lt;/b&gt;: what the weights were trained as.&lt;br&gt;&lt;b&gt;Classifier to keep&lt;/b&gt;: the scene classifier in the file, if there is one; with several labels per scene if it was trained so.&lt;br&gt;&lt;b&gt;Classes&lt;/b&gt;: names in the classifier's order, separated by commas, or a text file with one name per line.&lt;/p&gt;&lt;p&gt;A scene classifier then appears in 'Classify scenes'. Sizes other than the published ones also need PyTorch and onnx in the engine's environment.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Instala pesos publicados de SpecAware o SpectralGPT como modelo propio. Todos los pesos se comprueban y se escriben como ONNX, con una ficha del modelo. Se rechazan los archivos que podrían ejecutar código.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Arquitectura&lt;/b&gt;: con qué se entrenaron los pesos.&lt;br&gt;&lt;b&gt;Clasificador que se conserva&lt;/b&gt;: el clasificador de escenas del archivo, si lo hay; con varias etiquetas por escena si se entrenó así.&lt;br&gt;&lt;b&gt;Clases&lt;/b&gt;: nombres en el orden del clasificador, separados por comas, o un archivo de texto con un nombre por línea.&lt;/p&gt;&lt;p&gt;Un clasificador de escenas aparece después en «Clasificar escenas». Otros tamaños que los publicados necesitan además PyTorch y onnx en el entorno del motor.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>&lt;p&gt;Maps land cover as 'Classify land cover' does and returns polygons. Each is a connected area of one class, with the class, its name, the area in square metres and the mean confidence.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Minimum area&lt;/b&gt;: smaller areas are merged into a neighbour.&lt;/p&gt;&lt;p&gt;Raster, model and sensor settings work as in 'Classify land cover'.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Cartografía la cobertura del suelo como «Clasificar la cobertura del suelo» y devuelve polígonos. Cada uno es un área conexa de una clase, con la clase, su nombre, la superficie en metros cuadrados y la confianza media.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Superficie mínima&lt;/b&gt;: las áreas menores se unen a una vecina.&lt;/p&gt;&lt;p&gt;El ráster, el modelo y los ajustes del sensor funcionan como en «Clasificar la cobertura del suelo».&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>&lt;p&gt;Maps land cover with a model that accepts any set of bands. Bands are matched by wavelength.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Raster&lt;/b&gt;: a layer, a file or a product as downloaded (EnMAP METADATA.XML, ENVI header, …). Wavelengths, units and processing level are read from it; the sensor settings are for files that lack them. If something the model needs is unknown, the run stops and says what to enter.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Classes&lt;/b&gt;: one byte per pixel, 0 is no data; names and colours are stored in the file and beside it.&lt;br&gt;&lt;b&gt;Probabilities&lt;/b&gt;: one band per class.&lt;br&gt;&lt;b&gt;Cover fractions&lt;/b&gt;: one band per class, the share of each pixel that it covers.&lt;br&gt;&lt;b&gt;Confidence&lt;/b&gt;: the probability of the mapped class.&lt;br&gt;&lt;b&gt;Unknown&lt;/b&gt;: how unlike any known spectrum a pixel is, in percent; do not trust the class where it is 50 or more.&lt;br&gt;&lt;b&gt;Report&lt;/b&gt;: an HTML page with image and map, areas, confidence, spectra of the classes, bands used, accuracy of the model, and the command that repeats the map.&lt;/p&gt;&lt;p&gt;Results are written to temporary files and renamed at the end. A cancelled run leaves nothing behind.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Cartografía la cobertura del suelo con un modelo que admite cualquier conjunto de bandas. Las bandas se emparejan por su longitud de onda.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Ráster&lt;/b&gt;: una capa, un archivo o un producto tal como se descargó (METADATA.XML de EnMAP, cabecera ENVI, …). De él se leen longitudes de onda, unidades y nivel de procesamiento; los ajustes del sensor son para archivos que no los indican. Si falta algo que el modelo necesita, la ejecución se detiene y dice qué hay que indicar.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Clases&lt;/b&gt;: un byte por píxel, 0 es sin datos; nombres y colores se guardan en el archivo y junto a él.&lt;br&gt;&lt;b&gt;Probabilidades&lt;/b&gt;: una banda por clase.&lt;br&gt;&lt;b&gt;Fracciones de cobertura&lt;/b&gt;: una banda por clase, la parte de cada píxel que cubre.&lt;br&gt;&lt;b&gt;Confianza&lt;/b&gt;: la probabilidad de la clase cartografiada.&lt;br&gt;&lt;b&gt;Desconocido&lt;/b&gt;: cuánto difiere un píxel de todo espectro conocido, en porcentaje; no se fíe de la clase a partir de 50.&lt;br&gt;&lt;b&gt;Informe&lt;/b&gt;: una página HTML con imagen y mapa, superficies, confianza, espectros de las clases, bandas usadas, exactitud del modelo y la orden que repite el mapa.&lt;/p&gt;&lt;p&gt;Los resultados se escriben en archivos temporales y se renombran al final. Una ejecución cancelada no deja nada.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>&lt;p&gt;Maps several rasters of the same place, finds the changes between consecutive dates, and gives the area of each class on each date, as a table and as a page with a chart. Areas are those of pixels that are valid on all dates. All maps have the grid of the raster with the largest pixels.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Dates&lt;/b&gt; are read from the metadata of the products, otherwise from the file names (20240531, 2024-05-31 or 2024152). If there are none, enter them in the order of the rasters.&lt;/p&gt;&lt;p&gt;Compare dates of the same season: maps of different seasons differ because of the vegetation alone.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: a model trained on stacks of dates (SpectralGPT, training/finetune_task.py --stack) adds one map of the whole series, for example of crops.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Clasifica cada uno de varios rásteres de un mismo lugar, busca los cambios entre fechas consecutivas y da el área de cada clase por fecha, en los píxeles comunes a todas las fechas, como tabla y como página con un gráfico. Todos los mapas están en la cuadrícula del ráster con los píxeles más grandes.&lt;/p&gt;&lt;p&gt;Las &lt;b&gt;fechas&lt;/b&gt; se toman de los metadatos de los productos o, si faltan, de los nombres de los archivos, como 20240531, 2024-05-31 o 2024152. Si no hay ninguna, indíquelas en el orden de los rásteres.&lt;/p&gt;&lt;p&gt;Compare fechas de la misma estación: la vegetación basta para que los mapas de estaciones distintas difieran.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Modelo&lt;/b&gt;: uno entrenado con pilas de fechas (SpectralGPT, training/finetune_task.py --stack) añade un mapa de toda la serie, por ejemplo de cultivos.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>&lt;p&gt;Shows what SpecAware found in a raster, and where each value came from: sensor, processing level, units, scale, and the centre, width and use of each band. Nothing is mapped.&lt;/p&gt;&lt;p&gt;The sensor settings work as in 'Classify land cover', so you can try them out here.&lt;/p&gt;&lt;p&gt;The HTML page and the JSON file hold the same information.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Muestra lo que SpecAware encontró en un ráster y de dónde procede cada valor: sensor, nivel de procesamiento, unidades, escala, y el centro, la anchura y el uso de cada banda. No se cartografía nada.&lt;/p&gt;&lt;p&gt;Los ajustes del sensor funcionan como en «Clasificar la cobertura del suelo», así que puede probarlos aquí.&lt;/p&gt;&lt;p&gt;La página HTML y el archivo JSON contienen la misma información.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>&lt;p&gt;Trains a model on your own classes from labelled points or polygons in any CRS. Start with about ten labels per class. The features of the bundled model are combined with the spectra at the labels.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Labels&lt;/b&gt; and &lt;b&gt;Field&lt;/b&gt;: the layer, and the attribute with the class.&lt;br&gt;&lt;b&gt;Class prior&lt;/b&gt;: how common each class is. &lt;i&gt;uniform&lt;/i&gt;: all alike. &lt;i&gt;labels&lt;/i&gt;: as in the labels. &lt;i&gt;zero-shot&lt;/i&gt;: roughly as the bundled model maps the scene.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Further rasters&lt;/b&gt;: labels may lie on several rasters, also from different sensors. The bands they share are used.&lt;/p&gt;&lt;p&gt;The model appears at once in the panel and in every algorithm, for this raster or any other, also from another sensor. &lt;b&gt;Folder of the model&lt;/b&gt;: leave it empty to keep the model among your models. Its report.html has the accuracy on labels held out in spatial blocks, the confusion matrix, and areas with confidence intervals.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Entrena un modelo con sus propias clases a partir de puntos o polígonos etiquetados en cualquier SRC. Empiece con unas diez etiquetas por clase. Las características del modelo incluido se combinan con los espectros de las etiquetas.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Etiquetas&lt;/b&gt; y &lt;b&gt;Campo&lt;/b&gt;: la capa y el atributo con la clase.&lt;br&gt;&lt;b&gt;Frecuencia a priori&lt;/b&gt;: lo común que es cada clase. &lt;i&gt;uniform&lt;/i&gt;: todas igual. &lt;i&gt;labels&lt;/i&gt;: como en las etiquetas. &lt;i&gt;zero-shot&lt;/i&gt;: aproximadamente como el modelo incluido cartografía la escena.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Otros rásteres&lt;/b&gt;: las etiquetas pueden estar en varios rásteres, también de sensores distintos. Se usan las bandas que comparten.&lt;/p&gt;&lt;p&gt;El modelo aparece enseguida en el panel y en todos los algoritmos, para este ráster o cualquier otro, también de otro sensor. &lt;b&gt;Carpeta del modelo&lt;/b&gt;: déjela vacía para guardarlo entre sus modelos. Su report.html contiene la exactitud con etiquetas reservadas en bloques espaciales, la matriz de confusión y superficies con intervalos de confianza.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>&lt;p&gt;Trains a model that labels whole images or grid cells, with one or several classes each. A scene is described by the mean and standard deviation of the bundled model's features, and a small classifier is fitted to them. This takes minutes and needs no graphics card.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Scenes&lt;/b&gt;: a folder with one folder of rasters per class; a CSV with the columns path and labels (several separated by ';') or one column of 0 and 1 per class, and optionally group and split; or a raster with labelled polygons, which is cut into square cells.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Several classes per scene&lt;/b&gt;: a cell gets every class that covers at least the smallest share of its labels. Otherwise it gets only the class that covers most of them.&lt;/p&gt;&lt;p&gt;The model appears at once in 'Classify scenes'. Its report.txt gives the accuracy on scenes of held-out places: overall accuracy and confusion matrix, or average precision and F1 of each class. For large collections, fine-tune a whole network instead.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Entrena un modelo que etiqueta imágenes completas o celdas de una cuadrícula, con una o varias clases cada una. El modelo incluido mira cada píxel; la media y la dispersión de sus características describen una escena, y a ellas se ajusta un pequeño clasificador. Tarda minutos y no necesita tarjeta gráfica.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Escenas&lt;/b&gt;: una carpeta con una carpeta de rásteres por clase; un CSV con las columnas path y labels (varias separadas por «;») o una columna de 0 y 1 por clase, y opcionalmente group y split; o un ráster con polígonos etiquetados, que se divide en celdas cuadradas.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Varias clases por escena&lt;/b&gt;: cuenta toda clase que cubra la parte mínima de las etiquetas de una celda; si no, solo la que más cubre.&lt;/p&gt;&lt;p&gt;El modelo aparece enseguida en «Clasificar escenas». Su report.txt da la exactitud en escenas de lugares reservados: exactitud global y matriz de confusión, o precisión media y F1 de cada clase. Para colecciones grandes, ajuste en su lugar una red completa.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>&lt;p&gt;Trains a model that separates the changes you are interested in from other differences, such as season, illumination or another sensor. The bundled model computes features of both dates, and a linear head is fitted to their differences. This takes minutes and needs no graphics card.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Known changes&lt;/b&gt;: a raster with 0 for no change, other numbers for change, and no data or 255 where it is not known, on any grid; or points or polygons with a field that holds 0 and 1, or texts such as &lt;i&gt;no change&lt;/i&gt;. For several pairs: a CSV with the columns before, after and changes, and optionally group and split (train, test).&lt;/p&gt;&lt;p&gt;Choose the model in &lt;i&gt;Detect change between two dates&lt;/i&gt; or &lt;i&gt;Map a series of dates&lt;/i&gt;. Its report.txt gives F1, precision and recall on held-out places, and those of the detection without training on the same pixels. Use the model only if it is better. To train a whole network for change, use training/finetune_task.py.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Aprende qué diferencias entre dos fechas son un cambio en su sentido y cuáles no: estación, luz, otro sensor. El modelo incluido mira ambas fechas; una cabeza lineal se ajusta a las diferencias de sus características. Tarda minutos y no necesita tarjeta gráfica.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Cambios conocidos&lt;/b&gt;: un ráster con 0 para sin cambio, otros números para cambio y sin datos o 255 para lugares desconocidos, en cualquier cuadrícula; o puntos y polígonos con un campo de 0 y 1, o de textos como &lt;i&gt;no change&lt;/i&gt;. Varios pares: un CSV con las columnas before, after y changes y, si se quiere, group y split (train, test).&lt;/p&gt;&lt;p&gt;Elija el modelo en &lt;i&gt;Detectar cambios entre dos fechas&lt;/i&gt; o &lt;i&gt;Cartografiar una serie de fechas&lt;/i&gt;. Su report.txt da F1, precisión y exhaustividad en lugares reservados, junto a las de la detección sin entrenamiento en los mismos píxeles: use el modelo solo si es mejor. Para una red propia, ajuste una con training/finetune_task.py.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>&lt;p&gt;Trains a whole network on your own labels: a class for each pixel, or one or several classes for whole images. This needs many labels from many places and takes minutes to hours. If you have few labels, use 'Train on your own classes' or 'Train on labelled scenes'.&lt;/p&gt;&lt;p&gt;The engine needs PyTorch: choose &lt;i&gt;Processor, with fine-tuning&lt;/i&gt; when you set up the engine.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Pixels&lt;/b&gt;: a folder of images, and a folder of &lt;b&gt;masks&lt;/b&gt; with the same names and class numbers from 1 (0 for no label); or a raster with &lt;b&gt;labels&lt;/b&gt;, points or polygons.&lt;br&gt;&lt;b&gt;Images&lt;/b&gt;: a folder with one folder of rasters per class; a CSV with the columns path and labels; or a raster with labelled polygons and the &lt;b&gt;side of a cell&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;A fifth of the places is held out. Training stops when the accuracy there no longer rises; the model's report.txt gives this accuracy. A cancelled run continues where it stopped if you run it again with the same values.&lt;/p&gt;&lt;p&gt;The model appears at once in 'Classify land cover' or 'Classify scenes'.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Entrena todos los pesos de una red con etiquetas propias: una clase para cada píxel, o una o varias clases para imágenes enteras. Requiere muchas etiquetas de muchos lugares y de minutos a horas; con pocas etiquetas use «Entrenar con sus propias clases» o «Entrenar con escenas etiquetadas».&lt;/p&gt;&lt;p&gt;Necesita PyTorch en el motor: elija &lt;i&gt;Procesador, con ajuste de redes&lt;/i&gt; al instalar el motor.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Píxeles&lt;/b&gt;: una carpeta de imágenes y una carpeta de &lt;b&gt;máscaras&lt;/b&gt; con los mismos nombres, con números de clase desde 1 (0 sin etiqueta); o un ráster con &lt;b&gt;etiquetas&lt;/b&gt;, puntos o polígonos.&lt;br&gt;&lt;b&gt;Imágenes&lt;/b&gt;: una carpeta con una carpeta de rásteres por clase; un CSV con las columnas path y labels; o un ráster con polígonos etiquetados y el &lt;b&gt;lado de una celda&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Se reserva una quinta parte de los lugares: el entrenamiento termina cuando la exactitud en ellos ya no sube, y el report.txt del modelo la indica. Una ejecución cancelada sigue donde estaba al repetirla con los mismos valores.&lt;/p&gt;&lt;p&gt;El modelo aparece enseguida en «Clasificar la cobertura del suelo» o «Clasificar escenas».&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>&lt;p&gt;Writes a colour picture of a raster or product, also of products that QGIS itself cannot open.&lt;/p&gt;&lt;p&gt;&lt;b&gt;best&lt;/b&gt;: true colour if the bands allow it, otherwise colour infrared, otherwise long, middle and short wavelengths.&lt;br&gt;&lt;b&gt;true_colour&lt;/b&gt;: 660, 560 and 480 nm as red, green and blue.&lt;br&gt;&lt;b&gt;infrared&lt;/b&gt;: 850, 660 and 560 nm; vegetation is red.&lt;br&gt;&lt;b&gt;shortwave&lt;/b&gt;: 1650, 850 and 660 nm; vegetation is green, bare ground pink, water dark.&lt;/p&gt;&lt;p&gt;Each band is stretched from its 2nd to its 98th percentile. The picture has the raster's own pixels; a product in sensor geometry is georeferenced.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Escribe una imagen en color de un ráster o producto, también de productos que QGIS no puede abrir.&lt;/p&gt;&lt;p&gt;&lt;b&gt;best&lt;/b&gt;: color verdadero si las bandas lo permiten, si no infrarrojo en color, si no longitudes de onda largas, medias y cortas.&lt;br&gt;&lt;b&gt;true_colour&lt;/b&gt;: 660, 560 y 480 nm como rojo, verde y azul.&lt;br&gt;&lt;b&gt;infrared&lt;/b&gt;: 850, 660 y 560 nm; la vegetación es roja.&lt;br&gt;&lt;b&gt;shortwave&lt;/b&gt;: 1650, 850 y 660 nm; la vegetación es verde, el suelo desnudo rosa, el agua oscura.&lt;/p&gt;&lt;p&gt;Cada banda se realza del percentil 2 al 98. La imagen tiene los píxeles del propio ráster; un producto en geometría del sensor se georreferencia.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>&lt;p&gt;Writes the features of a model as a raster, for clustering, classification or regression of your own. Features describe a pixel together with its neighbourhood.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: the bundled model gives 96 features per pixel on the raster's own grid; an imported encoder of SpecAware or SpectralGPT gives one vector per patch.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Picture&lt;/b&gt;: the first three principal components in red, green and blue. They are computed from a fixed sample of the whole raster, so other extents of the same raster have the same colours.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Features&lt;/b&gt;: a large file, 4 bytes per feature and pixel before compression. The report beside it (.json) names the device that was used.&lt;/p&gt;</source>
   <translation>&lt;p&gt;Escribe las características de un modelo como ráster, para agrupamiento, clasificación o regresión propios. Las características describen un píxel junto con su entorno.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Modelo&lt;/b&gt;: el modelo incluido da 96 características por píxel en la cuadrícula del ráster; un codificador importado de SpecAware o SpectralGPT da un vector por parche.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Imagen&lt;/b&gt;: las tres primeras componentes principales en rojo, verde y azul. Se calculan con una muestra fija de todo el ráster, por lo que otras extensiones del mismo ráster tienen los mismos colores.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Características&lt;/b&gt;: un archivo grande, 4 bytes por característica y píxel antes de comprimir. El informe adjunto (.json) indica el dispositivo usado.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>A class named '{}' exists already: choose another name.</source>
   <translation>Ya existe una clase llamada «{}»: elija otro nombre.</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>A model named '{}' exists already: choose another name.</source>
   <translation>Ya existe un modelo llamado «{}»: elija otro nombre.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>A package differs from the tested one (its hash does not match), so nothing was kept: check where pip gets its packages.</source>
   <translation>Un paquete difiere del probado (su suma de verificación no coincide), así que no se guardó nada: compruebe de dónde obtiene pip sus paquetes.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>A package is not available for this Python and system ({}): choose another Python (specaware/basePython in QGIS's advanced settings), or a folder that has it.</source>
   <translation>Un paquete no está disponible para este Python y sistema ({}): elija otro Python (specaware/basePython en los ajustes avanzados de QGIS) o una carpeta que lo contenga.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>A product's folder, or a folder of rasters</source>
   <translation>Carpeta de un producto o de rásteres</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>About this model: what it maps, how well, and where it fails</source>
   <translation>Acerca de este modelo: qué cartografía, con qué exactitud y dónde falla</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>About this model…</source>
   <translation>Acerca de este modelo…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Accuracy</source>
   <translation>Exactitud</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Accuracy (CSV table)</source>
   <translation>Exactitud (tabla CSV)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Accuracy (HTML)</source>
   <translation>Exactitud (HTML)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Accuracy (JSON)</source>
   <translation>Exactitud (JSON)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Accuracy on held-out labels (%)</source>
   <translation>Exactitud con etiquetas reservadas (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/finetune.py" />
   <source>Accuracy, or mean average precision, on held-out places (%)</source>
   <translation>Exactitud, o precisión media promedio (mAP), en lugares reservados (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/train_scene.py" />
   <source>Accuracy, or mean average precision, on held-out scenes (%)</source>
   <translation>Exactitud, o precisión media promedio (mAP), en escenas reservadas (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Acquired</source>
   <translation>Fecha de adquisición</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Active layer</source>
   <translation>Capa activa</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Add a class (Insert)</source>
   <translation>Añadir una clase (Insert)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Add a class first, then label it.</source>
   <translation>Añada primero una clase y etiquétela después.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Add a model folder…</source>
   <translation>Añadir una carpeta de modelo…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Add labels where the map is wrong, then train again.</source>
   <translation>Añada etiquetas donde el mapa sea erróneo y entrene de nuevo.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Add two classes or more.</source>
   <translation>Añada dos clases o más.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>All settings and the table of bands</source>
   <translation>Todos los ajustes y la tabla de bandas</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Allow rasters to read other folders (SpecAware)</source>
   <translation>Permitir que los rásteres lean otras carpetas (SpecAware)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Also draw the library spectrum with the smallest spectral angle, scaled to the selected spectrum</source>
   <translation>Dibujar también el espectro de la biblioteca con el menor ángulo espectral, escalado al espectro seleccionado</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Also write</source>
   <translation>Escribir también</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Also write {}</source>
   <translation>Escribir también {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Angle</source>
   <translation>Ángulo</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/care.py" />
   <source>Another QGIS window is setting up or removing the engine: wait until it has finished, then try again.</source>
   <translation>Otra ventana de QGIS está instalando o quitando el motor: espere a que termine e inténtelo de nuevo.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Any sensor with {} or more bands between {:.0f} and {:.0f} nm, level {}.</source>
   <translation>Cualquier sensor con {} o más bandas entre {:.0f} y {:.0f} nm, nivel {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Architecture</source>
   <translation>Arquitectura</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Area</source>
   <translation>Área</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Areas by date as a page</source>
   <translation>Áreas por fecha como página</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Areas of each transition</source>
   <translation>Áreas de cada transición</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Assess the accuracy of a map</source>
   <translation>Evaluar la exactitud de un mapa</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Attention heads, if the size is not a published one</source>
   <translation>Cabezas de atención, si el tamaño no es uno publicado</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/parts/spectrum_plot.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Band</source>
   <translation>Banda</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/parts/spectrum_plot.py" />
   <source>Band {}</source>
   <translation>Banda {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Bands</source>
   <translation>Bandas</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Bands (HTML)</source>
   <translation>Bandas (HTML)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Bands (JSON)</source>
   <translation>Bandas (JSON)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Bands of {}</source>
   <translation>Bandas de {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Bands without a centre are left out: {}.</source>
   <translation>Se excluyen las bandas sin centro: {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Bands…</source>
   <translation>Bandas…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Batch runs and the command line then use these settings too</source>
   <translation>Las ejecuciones por lotes y la línea de órdenes usarán también estos ajustes</translation>
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
   <translation>Cancelar</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <location filename="../../plugin/results/maps.py" />
   <source>Cells</source>
   <translation>Celdas</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Centre, nm</source>
   <translation>Centro, nm</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Centres outside {:.0f} to {:.0f} nm: {}. Is the unit correct?</source>
   <translation>Centros fuera de {:.0f} a {:.0f} nm: {}. ¿Es correcta la unidad?</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Centres that occur more than once: {}, the first at {:g} nm.</source>
   <translation>Centros repetidos: {}, el primero en {:g} nm.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Change</source>
   <translation>Cambio</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Change threshold (probability)</source>
   <translation>Umbral de cambio (probabilidad)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/detect_change.py" />
   <source>Changed pixels (%)</source>
   <translation>Píxeles cambiados (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Checking that the engine runs</source>
   <translation>Comprobando que el motor funciona</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Checking the network settings</source>
   <translation>Comprobando los ajustes de red</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/settings_wrapper.py" />
   <source>Choose a raster first.</source>
   <translation>Elija primero un ráster.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Choose rasters or product files</source>
   <translation>Elegir archivos de rásteres o productos</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Class</source>
   <translation>Clase</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Class areas</source>
   <translation>Superficies de las clases</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Class map</source>
   <translation>Mapa de clases</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>Class prior</source>
   <translation>Frecuencia a priori de las clases</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Class {}</source>
   <translation>Clase {}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Classes</source>
   <translation>Clases</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Classes of their own</source>
   <translation>Clases propias</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Classes: names separated by commas, or a text file</source>
   <translation>Clases: nombres separados por comas o un archivo de texto</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Classifier to keep</source>
   <translation>Clasificador que se conserva</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>Classify land cover</source>
   <translation>Clasificar la cobertura del suelo</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>Classify scenes (whole image or grid cells)</source>
   <translation>Clasificar escenas (imagen completa o celdas)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Clear the list</source>
   <translation>Vaciar la lista</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Click a band, or drag over several, to select them in the table</source>
   <translation>Haga clic en una banda, o arrastre sobre varias, para seleccionarlas en la tabla</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Click a raster on the map to see its spectrum.</source>
   <translation>Haga clic en un ráster del mapa para ver su espectro.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Click the corners on the map. Right-click or Enter finishes the polygon, Esc discards it.</source>
   <translation>Haga clic en los vértices en el mapa. Clic derecho o Intro termina el polígono, Esc lo descarta.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Click the map to see class, probabilities, fractions and spectrum of a pixel</source>
   <translation>Haga clic en el mapa para ver clase, probabilidades, fracciones y espectro de un píxel</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Click the map: each click labels a pixel</source>
   <translation>Haga clic en el mapa: cada clic etiqueta un píxel</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Clouds</source>
   <translation>Nubes</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Clouds and their shadows, from the product's quality layers or by their spectra</source>
   <translation>Nubes y sus sombras, según las capas de calidad del producto o sus espectros</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Clouds: no data (nodata), own classes (class), or mapped like the ground (keep)</source>
   <translation>Nubes: sin datos (nodata), clases propias (class) o como el suelo (keep)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Colour composite</source>
   <translation>Composición en color</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>Colour infrared</source>
   <translation>Infrarrojo en color</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Colour infrared (SpecAware)</source>
   <translation>Infrarrojo en color (SpecAware)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Colour of '{}'</source>
   <translation>Color de «{}»</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Colour of the class</source>
   <translation>Color de la clase</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Compare</source>
   <translation>Comparar</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Compare by</source>
   <translation>Comparar por</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Compares a class map with points or polygons of known class: confusion matrix, accuracies, areas.</source>
   <translation>Compara un mapa de clases con puntos o polígonos de clase conocida: matriz de confusión, exactitudes, superficies.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Comparing…</source>
   <translation>Comparando…</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Composite</source>
   <translation>Composición</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Confidence</source>
   <translation>Confianza</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Confirm</source>
   <translation>Confirmar</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Confirm this value, so that nothing is guessed</source>
   <translation>Confirmar este valor, para que no se suponga nada</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Confirm:</source>
   <translation>Confirmar:</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Cover fractions</source>
   <translation>Fracciones de cobertura</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Creating an environment in {} with {}</source>
   <translation>Creando un entorno en {} con {}</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Creating the Python environment</source>
   <translation>Creando el entorno de Python</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Current map view</source>
   <translation>Vista actual del mapa</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Date '{}' is not valid: enter it like 2024-06-30 or 2024-06-30T10:15:00.</source>
   <translation>La fecha «{}» no es válida: escríbala como 2024-06-30 o 2024-06-30T10:15:00.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Dates, e.g. 2023-05-31,2024-05-31 (empty: from metadata or names)</source>
   <translation>Fechas, p. ej. 2023-05-31,2024-05-31 (vacío: de metadatos o nombres)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Description</source>
   <translation>Descripción</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Detect change between two dates</source>
   <translation>Detectar cambios entre dos fechas</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/finetune.py" />
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>Device</source>
   <translation>Dispositivo</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Device (the log and the report name the one that was used)</source>
   <translation>Dispositivo (el registro y el informe indican el usado)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Discard all settings entered here</source>
   <translation>Descartar todos los ajustes introducidos aquí</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Done</source>
   <translation>Listo</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Downloading {}</source>
   <translation>Descargando {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Drag a divider across the map: this map on the left, the other layer on the right. The arrow keys move it too.</source>
   <translation>Arrastre un divisor sobre el mapa: este mapa a la izquierda, la otra capa a la derecha. También se mueve con las flechas.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Draw a sample to assess a map</source>
   <translation>Extraer una muestra para evaluar un mapa</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Draws random points within each class of a map, as many as are needed.</source>
   <translation>Extrae puntos al azar dentro de cada clase de un mapa, tantos como hagan falta.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/companions.py" />
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Drop a raster on the SpecAware panel first.</source>
   <translation>Suelte primero un ráster en el panel de SpecAware.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Drop a raster, a product or a layer on the panel. If the file lacks something the model needs, the panel asks for it. To train on your own classes, use the button with three dots beside the model.</source>
   <translation>Suelte un ráster, un producto o una capa en el panel. Si al archivo le falta algo que el modelo necesita, el panel lo pregunta. Para entrenar con sus propias clases, use el botón con tres puntos junto al modelo.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>Drop more, or click to browse</source>
   <translation>Suelte más, o haga clic para examinar</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>Drop rasters here, or press Enter to browse</source>
   <translation>Suelte rásteres aquí, o pulse Intro para examinar</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>End the tour</source>
   <translation>Terminar la visita</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>Enter a name for the class.</source>
   <translation>Escriba un nombre para la clase.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Everything is mapped. To map again, change the model, the area or the settings, or right-click an entry.</source>
   <translation>Todo está cartografiado. Para volver a cartografiar, cambie el modelo, el área o los ajustes, o haga clic derecho en una entrada.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Expected user's accuracy (empty: 0.8)</source>
   <translation>Exactitud del usuario esperada (vacío: 0.8)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Export…</source>
   <translation>Exportar…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Extent</source>
   <translation>Extensión</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Extent to map (whole raster if empty)</source>
   <translation>Extensión que se cartografía (vacío: ráster completo)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/train_change.py" />
   <source>F1 of changed pixels on held-out places (%)</source>
   <translation>F1 de los píxeles cambiados en lugares reservados (%)</translation>
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
   <translation>Características</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Field with the change (0, no, unchanged: no change)</source>
   <translation>Campo con el cambio (0, no, unchanged: sin cambio)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_layer_dialog.py" />
   <source>Field with the class</source>
   <translation>Campo con la clase</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>File</source>
   <translation>Archivo</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>Files (GeoTIFF, ENVI, EnMAP METADATA.XML, PRISMA he5, EMIT nc, …), folders, layers from the layer tree, addresses of GeoTIFFs on the web (also with Ctrl+V)</source>
   <translation>Archivos (GeoTIFF, ENVI, METADATA.XML de EnMAP, he5 de PRISMA, nc de EMIT, …), carpetas, capas del árbol de capas, direcciones de GeoTIFF en la web (también con Ctrl+V)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Files…</source>
   <translation>Archivos…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Find similar</source>
   <translation>Buscar similares</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Find similar pixels</source>
   <translation>Buscar píxeles similares</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Finds what changed between two rasters, also from two sensors, and from which class to which.</source>
   <translation>Encuentra lo que cambió entre dos rásteres, también de dos sensores, y qué clase pasó a ser cuál.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Fine-tune a network</source>
   <translation>Ajustar una red</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/support.py" />
   <source>Folder '{}' is not writable: choose another output.</source>
   <translation>No se puede escribir en la carpeta «{}»: elija otra salida.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Folder of a model (with its card.json)</source>
   <translation>Carpeta de un modelo (con su card.json)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Folder of the maps</source>
   <translation>Carpeta de los mapas</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Folder of the model</source>
   <translation>Carpeta del modelo</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Folder of the model (empty: your model folder)</source>
   <translation>Carpeta del modelo (vacío: su carpeta de modelos)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Folder of wheels</source>
   <translation>Carpeta de paquetes (wheels)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Folder…</source>
   <translation>Carpeta…</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>From-to classes</source>
   <translation>Clases de origen y destino</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Further rasters with labels</source>
   <translation>Otros rásteres con etiquetas</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/scene/report.py" />
   <source>Geometry</source>
   <translation>Geometría</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>Graphics card (DirectML)</source>
   <translation>Tarjeta gráfica (DirectML)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Grid</source>
   <translation>Cuadrícula</translation>
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
   <translation>Semiancho de su intervalo de confianza del 95 % (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Help</source>
   <translation>Ayuda</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Hide the class of the map</source>
   <translation>Ocultar la clase del mapa</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>Image</source>
   <translation>Imagen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Image below</source>
   <translation>Imagen debajo</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Import model weights</source>
   <translation>Importar pesos de un modelo</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Import weights…</source>
   <translation>Importar pesos…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Import…</source>
   <translation>Importar…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Inspect sensor and bands</source>
   <translation>Inspeccionar sensor y bandas</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Installs published weights of SpecAware or SpectralGPT as a model of your own.</source>
   <translation>Instala pesos publicados de SpecAware o SpectralGPT como modelo propio.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>It is most accurate on the sensor it was trained on.</source>
   <translation>Es más exacto con el sensor con el que se entrenó.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>It runs on: {}</source>
   <translation>Funciona con: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Its accuracy was not measured: check its maps in places you know.</source>
   <translation>Su exactitud no se ha medido: compruebe sus mapas en lugares que conozca.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>JSON (*.json)</source>
   <translation>JSON (*.json)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Key {}</source>
   <translation>Tecla {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Known changes: points or polygons</source>
   <translation>Cambios conocidos: puntos o polígonos</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Known changes: raster (0: no change, other numbers: change)</source>
   <translation>Cambios conocidos: ráster (0: sin cambio, otros números: cambio)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Known limitations</source>
   <translation>Limitaciones conocidas</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Label '{}' on the map.</source>
   <translation>Etiquete «{}» en el mapa.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <source>Label of the whole image</source>
   <translation>Etiqueta de toda la imagen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Labelled images: folder, CSV, or raster with labels</source>
   <translation>Imágenes etiquetadas: carpeta, CSV o ráster con etiquetas</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>Labels</source>
   <translation>Etiquetas</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>Labels grid cells and the whole image with a scene model.</source>
   <translation>Etiqueta celdas y la imagen completa con un modelo de escenas.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_layer_dialog.py" />
   <source>Labels: points or polygons</source>
   <translation>Etiquetas: puntos o polígonos</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Labels: polygons on the raster</source>
   <translation>Etiquetas: polígonos sobre el ráster</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Land cover</source>
   <translation>Cobertura del suelo</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Land cover {}</source>
   <translation>Cobertura del suelo {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/layers.py" />
   <source>Layer '{}' is not a raster: choose a raster layer.</source>
   <translation>La capa «{}» no es un ráster: elija una capa ráster.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/layers.py" />
   <source>Layer '{}' is not read from a file: export it to a GeoTIFF first.</source>
   <translation>La capa «{}» no se lee de un archivo: expórtela antes a GeoTIFF.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Leave out</source>
   <translation>Excluir</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Leave the selected bands out (Delete)</source>
   <translation>Excluir las bandas seleccionadas (Supr)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/base.py" />
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Level</source>
   <translation>Nivel</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Level {}</source>
   <translation>Nivel {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Licence</source>
   <translation>Licencia</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>List of wavelengths</source>
   <translation>Lista de longitudes de onda</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Location and disk use of the engine; set it up again or remove it</source>
   <translation>Ubicación y espacio en disco del motor; volver a instalarlo o quitarlo</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Map</source>
   <translation>Cartografiar</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Map a series of dates</source>
   <translation>Cartografiar una serie de fechas</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Map again</source>
   <translation>Volver a cartografiar</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Map how similar each pixel of the raster is to the picked pixels, including their neighbourhood</source>
   <translation>Cartografiar cuánto se parece cada píxel del ráster a los píxeles elegidos, incluido su entorno</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Map land cover with SpecAware</source>
   <translation>Cartografiar la cobertura del suelo con SpecAware</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Map land cover…</source>
   <translation>Cartografiar la cobertura del suelo…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Map layer</source>
   <translation>Capa del mapa</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Map of all dates</source>
   <translation>Mapa de todas las fechas</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Map the sample</source>
   <translation>Cartografiar el ejemplo</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Map the sample, a small simulated EnMAP scene. It takes a few seconds.</source>
   <translation>Cartografíe el ejemplo, una pequeña escena EnMAP simulada. Tarda unos segundos.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Map {} rasters</source>
   <translation>
    <numerusform>Cartografiar {} ráster</numerusform>
    <numerusform>Cartografiar {} rásteres</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Mapped like the ground</source>
   <translation>Cartografiadas como el suelo</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>Mapped on: {}</source>
   <translation>Cartografiado en: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Mapped, outside the map view: {}</source>
   <translation>Cartografiado, fuera de la vista del mapa: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/progress.py" />
   <source>Mapping</source>
   <translation>Cartografía</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Maps how similar each pixel is to points, polygons or library spectra, in percent.</source>
   <translation>Cartografía en porcentaje cuánto se parece cada píxel a puntos, polígonos o espectros de biblioteca.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>Maps land cover as polygons with class, area and mean confidence.</source>
   <translation>Cartografía la cobertura del suelo como polígonos con clase, superficie y confianza media.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>Maps land cover from any hyperspectral or multispectral raster.</source>
   <translation>Cartografía la cobertura del suelo a partir de cualquier ráster hiperespectral o multiespectral.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Maps land cover on several dates, the changes between them, and the areas of the classes.</source>
   <translation>Cartografía la cobertura del suelo de varias fechas, los cambios entre ellas y las superficies de las clases.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Masks: folder of rasters with the names of the images</source>
   <translation>Máscaras: carpeta de rásteres con los nombres de las imágenes</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Match: label=class,label=class</source>
   <translation>Emparejar: etiqueta=clase,etiqueta=clase</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Measured with</source>
   <translation>Medido con</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Memory ceiling in MB (0: automatic)</source>
   <translation>Límite de memoria en MB (0: automático)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>Minimum area in square metres</source>
   <translation>Superficie mínima en metros cuadrados</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Minimum points per class</source>
   <translation>Mínimo de puntos por clase</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Model</source>
   <translation>Modelo</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>Model '{}' comes with the plugin: it cannot be removed.</source>
   <translation>El modelo «{}» viene con el complemento: no se puede quitar.</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>Model '{}' comes with the plugin: it cannot be renamed.</source>
   <translation>El modelo «{}» viene con el complemento: no se puede renombrar.</translation>
  </message>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source>Model '{}' is not made for {}: choose another one.</source>
   <translation>El modelo «{}» no está hecho para {}: elija otro.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/companions.py" />
   <source>Model '{}' is trained: press Map when the running maps are finished.</source>
   <translation>El modelo «{}» está entrenado: pulse «Cartografiar» cuando terminen los mapas en curso.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Model '{}' was added to the list of models.</source>
   <translation>El modelo «{}» se añadió a la lista de modelos.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/import_model.py" />
   <source>Model card</source>
   <translation>Ficha del modelo</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Model card (card.json) of a model that is not installed</source>
   <translation>Ficha (card.json) de un modelo que no está instalado</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Model {}</source>
   <translation>Modelo {}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <source>Model {}, device {}</source>
   <translation>Modelo {}, dispositivo {}</translation>
  </message>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source>Models</source>
   <translation>Modelos</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>More options</source>
   <translation>Más opciones</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Most similar</source>
   <translation>Más parecido</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>NVIDIA graphics card (CUDA)</source>
   <translation>Tarjeta gráfica NVIDIA (CUDA)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Name</source>
   <translation>Nombre</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/import_model.py" />
   <source>Name of the installed model</source>
   <translation>Nombre del modelo instalado</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Name of the model</source>
   <translation>Nombre del modelo</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Name of the model (empty: named after the input)</source>
   <translation>Nombre del modelo (vacío: según la entrada)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Name of the model (empty: the name of the file)</source>
   <translation>Nombre del modelo (vacío: el nombre del archivo)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Names of the masks' classes, separated by commas</source>
   <translation>Nombres de las clases de las máscaras, separados por comas</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Nearest library spectrum</source>
   <translation>Espectro de biblioteca más próximo</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Network</source>
   <translation>Red</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>New to SpecAware?</source>
   <translation>¿Es nuevo en SpecAware?</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/environment.py" />
   <source>No 64-bit Python 3.9 or newer with 'venv' was found: install one (on Debian: the package python3-venv).</source>
   <translation>No se encontró un Python de 64 bits 3.9 o posterior con «venv»: instale uno (en Debian: el paquete python3-venv).</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>No band is in use: switch some on.</source>
   <translation>Ninguna banda está en uso: active algunas.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>No data</source>
   <translation>Sin datos</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>No field was chosen: choose the attribute with the class.</source>
   <translation>No se eligió ningún campo: elija el atributo con la clase.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/train_change.py" />
   <source>No known changes were given: choose a raster of changes, or points or polygons.</source>
   <translation>No se dieron cambios conocidos: elija un ráster de cambios, o puntos o polígonos.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>No labels were chosen: choose a layer of points or polygons.</source>
   <translation>No se eligieron etiquetas: elija una capa de puntos o polígonos.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>No map yet: map a raster in the SpecAware panel.</source>
   <translation>Aún no hay mapa: cartografíe un ráster en el panel de SpecAware.</translation>
  </message>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source>No model for {} is installed: import one with 'Import model weights'.</source>
   <translation>No hay ningún modelo instalado para {}: importe uno con «Importar pesos de un modelo».</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>No model is installed: install the plugin again.</source>
   <translation>No hay ningún modelo instalado: instale de nuevo el complemento.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>No output was chosen: choose one.</source>
   <translation>No se eligió ninguna salida: elija una.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>No raster is chosen: drop one on the panel first.</source>
   <translation>No se eligió ningún ráster: suelte primero uno en el panel.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/base.py" />
   <source>No raster was chosen: choose a raster layer, a file or a product.</source>
   <translation>No se eligió ningún ráster: elija una capa ráster, un archivo o un producto.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>No working engine was found: set it up.</source>
   <translation>No se encontró un motor que funcione: instálelo.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>No-data value of all bands</source>
   <translation>Valor sin datos de todas las bandas</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Not now</source>
   <translation>Ahora no</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Not set up.</source>
   <translation>No instalado.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>Nothing to search for was given: choose points, pixels or a spectral library.</source>
   <translation>No se indicó qué buscar: elija puntos, píxeles o una biblioteca espectral.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Nothing was read.</source>
   <translation>No se leyó nada.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Number of dates</source>
   <translation>Número de fechas</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/embed.py" />
   <source>Number of features</source>
   <translation>Número de características</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Offset</source>
   <translation>Desplazamiento</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Offset {:g}</source>
   <translation>Desplazamiento {:g}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Offset: added after the scale, e.g. -0.1 for Sentinel-2 since 2022</source>
   <translation>Desplazamiento: tras la escala, p. ej. -0.1 en Sentinel-2 desde 2022</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Only rasters that are stored in files can be mapped.</source>
   <translation>Solo se pueden cartografiar rásteres guardados en archivos.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Opacity</source>
   <translation>Opacidad</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Open folder</source>
   <translation>Abrir carpeta</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Open the report</source>
   <translation>Abrir el informe</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Origin</source>
   <translation>Origen</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Other map</source>
   <translation>Otro mapa</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/support.py" />
   <source>Output '{}' must end in {}: change its name.</source>
   <translation>La salida «{}» debe terminar en {}: cambie el nombre.</translation>
  </message>
  <message>
   <location filename="../../backend/job/spec.py" />
   <source>Output of an imported model (empty: the deepest)</source>
   <translation>Salida de un modelo importado (vacío: la más profunda)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/assess.py" />
   <source>Overall accuracy of the map (%)</source>
   <translation>Exactitud global del mapa (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Paste</source>
   <translation>Pegar</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Paste wavelengths, one per line, with FWHM if known (Ctrl+V)</source>
   <translation>Pegar longitudes de onda, una por línea, con FWHM si se conoce (Ctrl+V)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Picked spectra</source>
   <translation>Espectros tomados</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Picture</source>
   <translation>Imagen</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Picture of the features</source>
   <translation>Imagen de las características</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Pixel</source>
   <translation>Píxel</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Pixel size</source>
   <translation>Tamaño de píxel</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Pixels</source>
   <translation>Píxeles</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>Pixels to search for: x,y; x,y</source>
   <translation>Píxeles que se buscan: x,y; x,y</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>Pixels with 50 % or more</source>
   <translation>Píxeles con 50 % o más</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Point</source>
   <translation>Punto</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Points</source>
   <translation>Puntos</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/draw_sample.py" />
   <source>Points drawn</source>
   <translation>Puntos extraídos</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Points in total (0: as many as needed)</source>
   <translation>Puntos en total (0: los necesarios)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/draw_sample.py" />
   <source>Points needed for the target standard error</source>
   <translation>Puntos necesarios para el error estándar objetivo</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Points or polygons to search for</source>
   <translation>Puntos o polígonos que se buscan</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Points per class (0: from the total)</source>
   <translation>Puntos por clase (0: según el total)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Polygons</source>
   <translation>Polígonos</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>Precision</source>
   <translation>Precisión</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Precision (auto: the fastest one on this processor that keeps the classes)</source>
   <translation>Precisión (auto: la más rápida que conserva las clases)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>Press 'Pixel' and click the map to see its values and the spectrum there.</source>
   <translation>Pulse «Píxel» y haga clic en el mapa para ver allí sus valores y el espectro.</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Probabilities</source>
   <translation>Probabilidades</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Probability of change</source>
   <translation>Probabilidad de cambio</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Processing level (L1: at sensor, L2: surface)</source>
   <translation>Nivel de procesamiento (L1: en el sensor, L2: superficie)</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>Processor</source>
   <translation>Procesador</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Processor threads (0: automatic)</source>
   <translation>Hilos del procesador (0: automático)</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>Processor, with fine-tuning (PyTorch)</source>
   <translation>Procesador, con ajuste de redes (PyTorch)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Python of an environment with the engine's packages</source>
   <translation>Python de un entorno con los paquetes del motor</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>QGIS cannot communicate with the engine: restart QGIS.</source>
   <translation>QGIS no puede comunicarse con el motor: reinicie QGIS.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/network.py" />
   <source>QGIS uses a SOCKS proxy, which pip does not support: set the variable HTTPS_PROXY to an HTTP proxy, or set up from a folder of wheels.</source>
   <translation>QGIS usa un proxy SOCKS, que pip no admite: ponga en la variable HTTPS_PROXY un proxy HTTP, o instale desde una carpeta de paquetes.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Quantity</source>
   <translation>Magnitud</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Random seed</source>
   <translation>Semilla aleatoria</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Rare classes are mapped less accurately than common ones: compare mIoU with overall accuracy.</source>
   <translation>Las clases raras se cartografían con menos exactitud que las comunes: compare mIoU con la exactitud global.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Raster</source>
   <translation>Ráster</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/base.py" />
   <source>Raster '{}' does not exist or cannot be opened: check the path.</source>
   <translation>El ráster «{}» no existe o no se puede abrir: compruebe la ruta.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Raster layer, file or product</source>
   <translation>Capa ráster, archivo o producto</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Raster of one date</source>
   <translation>Ráster de una fecha</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Raster of the first date</source>
   <translation>Ráster de la primera fecha</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Raster of the first date, or CSV of pairs</source>
   <translation>Ráster de la primera fecha, o CSV de pares</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Raster of the second date</source>
   <translation>Ráster de la segunda fecha</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Raster of the second date (not with a CSV of pairs)</source>
   <translation>Ráster de la segunda fecha (no con un CSV de pares)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Rasters and products to map</source>
   <translation>Rásteres y productos que se cartografían</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Rasters of the other dates</source>
   <translation>Rásteres de las demás fechas</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Rasters to map</source>
   <translation>Rásteres que se cartografían</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Read again</source>
   <translation>Leer de nuevo</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Read wavelengths from a CSV, text or JSON file or ENVI header</source>
   <translation>Leer longitudes de onda de un archivo CSV, de texto o JSON, o de una cabecera ENVI</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>Reading was cancelled: drop the raster again.</source>
   <translation>La lectura se canceló: suelte de nuevo el ráster.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/entries.py" />
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>Reading…</source>
   <translation>Leyendo…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Recall</source>
   <translation>Exhaustividad</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <location filename="../../plugin/widgets/training/label_spectra.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>Reflectance</source>
   <translation>Reflectancia</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>Remove</source>
   <translation>Quitar</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Remove class '{1}' and its {0} labels?</source>
   <translation>
    <numerusform>¿Quitar la clase «{1}» y su {0} etiqueta?</numerusform>
    <numerusform>¿Quitar la clase «{1}» y sus {0} etiquetas?</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove from the list…</source>
   <translation>Quitar de la lista…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove model '{}' and delete its folder?
{}</source>
   <translation>¿Quitar el modelo «{}» y borrar su carpeta?
{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove model '{}' from the list? Its folder is kept:
{}</source>
   <translation>¿Quitar el modelo «{}» de la lista? Su carpeta se conserva:
{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Remove the class and its labels (Delete)</source>
   <translation>Quitar la clase y sus etiquetas (Supr)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Remove the last label (Ctrl+Z)</source>
   <translation>Quitar la última etiqueta (Ctrl+Z)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Remove the selected spectrum, or all</source>
   <translation>Quitar el espectro seleccionado, o todos</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove…</source>
   <translation>Quitar…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Rename model</source>
   <translation>Renombrar modelo</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Rename the class (F2)</source>
   <translation>Renombrar la clase (F2)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Rename…</source>
   <translation>Renombrar…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Repair…</source>
   <translation>Reparar…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/import_model.py" />
   <source>Replace a model of that name</source>
   <translation>Reemplazar un modelo de ese nombre</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Report</source>
   <translation>Informe</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/assess.py" />
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <source>Report: {}</source>
   <translation>Informe: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Reset to the file</source>
   <translation>Restablecer según el archivo</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/setup_box.py" />
   <source>Run on</source>
   <translation>Ejecutar en</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>S&amp;cale</source>
   <translation>&amp;Escala</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/draw_sample.py" />
   <source>Sample of {}</source>
   <translation>Muestra de {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Sampling design</source>
   <translation>Diseño del muestreo</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Save beside the raster</source>
   <translation>Guardar junto al ráster</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Save in</source>
   <translation>Guardar en</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Save the bands</source>
   <translation>Guardar las bandas</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Save the spectra</source>
   <translation>Guardar los espectros</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Scale</source>
   <translation>Escala</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Scale and pixel size must be greater than 0.</source>
   <translation>La escala y el tamaño de píxel deben ser mayores que 0.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Scale {:g}</source>
   <translation>Escala {:g}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Scale: physical value = stored value x scale + offset</source>
   <translation>Escala: valor físico = valor almacenado x escala + desplazamiento</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Scenes: a folder per class, a CSV, or a raster with labels</source>
   <translation>Escenas: una carpeta por clase, un CSV o un ráster con etiquetas</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <source>Score of that label</source>
   <translation>Puntuación de esa etiqueta</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>Scores of the cells</source>
   <translation>Puntuaciones de las celdas</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <source>Scores of the whole image</source>
   <translation>Puntuaciones de toda la imagen</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>Segment land cover (polygons)</source>
   <translation>Segmentar la cobertura del suelo (polígonos)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <location filename="../../plugin/results/maps.py" />
   <source>Segments</source>
   <translation>Segmentos</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Select a raster layer in the layer tree first.</source>
   <translation>Seleccione primero una capa ráster en el árbol de capas.</translation>
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
   <translation>Sensor y bandas (SpecAware)…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Sensor and bands of {}</source>
   <translation>Sensor y bandas de {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/sensor/settings_wrapper.py" />
   <source>Sensor and bands…</source>
   <translation>Sensor y bandas…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Sensor geometry: georeference the map (map) or leave it as measured (sensor)</source>
   <translation>Geometría del sensor: georreferenciar (map) o dejarla (sensor)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Sensor settings and bands</source>
   <translation>Ajustes del sensor y bandas</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Sensor settings…</source>
   <translation>Ajustes del sensor…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Sensors</source>
   <translation>Sensores</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>Set up again</source>
   <translation>Volver a instalar</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Set up from a folder of wheels (offline)…</source>
   <translation>Instalar desde una carpeta de paquetes (sin conexión)…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/setup_box.py" />
   <source>Set up the engine</source>
   <translation>Instalar el motor</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>Set up…</source>
   <translation>Instalar…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Setting up the engine. This takes one to two minutes.</source>
   <translation>Instalando el motor. Tarda de uno a dos minutos.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Setting up the engine. {}…</source>
   <translation>Instalando el motor. {}…</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Several classes per scene</source>
   <translation>Varias clases por escena</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Share</source>
   <translation>Parte</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Share of places held out</source>
   <translation>Proporción de lugares reservados</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Share of the class with this name on the compared map</source>
   <translation>Parte de la clase de este nombre en el mapa comparado</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Share of the class's labels that were classified correctly when their spatial block was held out</source>
   <translation>Parte de las etiquetas de la clase que se clasificaron bien cuando su bloque espacial se reservó</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>Shortwave infrared</source>
   <translation>Infrarrojo de onda corta</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Show the raster in colour below its map</source>
   <translation>Mostrar el ráster en color debajo de su mapa</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Shows a raster or product in colour; the bands are chosen by wavelength.</source>
   <translation>Muestra un ráster o producto en color; las bandas se eligen por longitud de onda.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Shows what was found about a raster's bands: wavelengths, widths, units, processing level.</source>
   <translation>Muestra lo que se encontró sobre las bandas de un ráster: longitudes de onda, anchuras, unidades, nivel de procesamiento.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Side of a cell in pixels</source>
   <translation>Lado de una celda en píxeles</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Side of a cell in pixels (0: label pixels)</source>
   <translation>Lado de una celda en píxeles (0: etiquetar píxeles)</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Similarity</source>
   <translation>Similitud</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Size</source>
   <translation>Tamaño</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Smallest share of a cell's labels for a class to count</source>
   <translation>Parte mínima de las etiquetas de una celda para que una clase cuente</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Some bands have no centre: enter all of them, or export to CSV.</source>
   <translation>Algunas bandas no tienen centro: indíquelos todos o exporte a CSV.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Source</source>
   <translation>Fuente</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Source: {}</source>
   <translation>Fuente: {}</translation>
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
   <translation>SpecAware creará su propio entorno de Python en
{}
e instalará estos paquetes y sus dependencias desde PyPI: {} (unos {} MB de descarga, {} MB en disco).

No se instala nada en QGIS. Puede borrar la carpeta en cualquier momento.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>SpecAware's engine</source>
   <translation>Motor de SpecAware</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/environment.py" />
   <source>SpecAware's engine is not set up: open the SpecAware panel and press 'Set up', or set the variable SPECAWARE_ENGINE_PYTHON to the Python of an environment that has it.</source>
   <translation>El motor de SpecAware no está instalado: abra el panel de SpecAware y pulse «Instalar», o ponga en la variable SPECAWARE_ENGINE_PYTHON el Python de un entorno que lo tenga.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>SpecAware's engine is not set up: open the SpecAware panel and press 'Set up'.</source>
   <translation>El motor de SpecAware no está instalado: abra el panel de SpecAware y pulse «Instalar».</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware's engine…</source>
   <translation>Motor de SpecAware…</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: allow VRT and HDF5 files to read files outside their own folder</source>
   <translation>SpecAware: permitir que archivos VRT y HDF5 lean archivos fuera de su propia carpeta</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: click a raster on the map to see its spectrum</source>
   <translation>SpecAware: haga clic en un ráster del mapa para ver su espectro</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/similar.py" />
   <source>SpecAware: finding similar pixels</source>
   <translation>SpecAware: buscando píxeles similares</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>SpecAware: making an image</source>
   <translation>SpecAware: creando una imagen</translation>
  </message>
  <message>
   <location filename="../../plugin/results/pages.py" />
   <source>SpecAware: making the report</source>
   <translation>SpecAware: creando el informe</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: map land cover from any raster</source>
   <translation>SpecAware: cartografiar la cobertura del suelo de cualquier ráster</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>SpecAware: mapping land cover</source>
   <translation>SpecAware: cartografiando la cobertura del suelo</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: opacity, swipe, class areas and pixel values of a map</source>
   <translation>SpecAware: opacidad, cortinilla, superficies de clases y valores de píxeles de un mapa</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/profiles.py" />
   <source>SpecAware: reading a spectrum</source>
   <translation>SpecAware: leyendo un espectro</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>SpecAware: reading rasters</source>
   <translation>SpecAware: leyendo rásteres</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>SpecAware: reading the bands</source>
   <translation>SpecAware: leyendo las bandas</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_spectra.py" />
   <source>SpecAware: reading the spectra of the labels</source>
   <translation>SpecAware: leyendo los espectros de las etiquetas</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>SpecAware: reading {}</source>
   <translation>SpecAware: leyendo {}</translation>
  </message>
  <message>
   <location filename="../../plugin/qgis_tasks.py" />
   <source>SpecAware: setting up the engine</source>
   <translation>SpecAware: instalando el motor</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>SpecAware: training</source>
   <translation>SpecAware: entrenando</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Spectra of the library, separated by ; (empty: all)</source>
   <translation>Espectros de la biblioteca, separados por ; (vacío: todos)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Spectral library</source>
   <translation>Biblioteca espectral</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Spectral profile</source>
   <translation>Perfil espectral</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>Starting…</source>
   <translation>Iniciando…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Step 1 of 3: the raster</source>
   <translation>Paso 1 de 3: el ráster</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Step 2 of 3: the map</source>
   <translation>Paso 2 de 3: el mapa</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Step 3 of 3: your own data</source>
   <translation>Paso 3 de 3: sus propios datos</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Stored values</source>
   <translation>Valores almacenados</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Sun &amp;zenith, °</source>
   <translation>&amp;Cenit solar, °</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Surfaces that match no class are still assigned to one: write 'Unknown' to see where.</source>
   <translation>Las superficies que no se parecen a ninguna clase reciben una de todos modos: escriba también «Desconocido» para ver dónde.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Swipe</source>
   <translation>Cortinilla</translation>
  </message>
  <message>
   <location filename="../../plugin/results/scene_cells.py" />
   <source>Table '{}' cannot be written ({}): choose another output.</source>
   <translation>No se puede escribir la tabla «{}» ({}): elija otra salida.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Target standard error of the overall accuracy</source>
   <translation>Error estándar objetivo de la exactitud global</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Text and headers (*.txt *.csv *.hdr *.json);;All files (*)</source>
   <translation>Texto y cabeceras (*.txt *.csv *.hdr *.json);;Todos los archivos (*)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>That point is outside the map.</source>
   <translation>Ese punto está fuera del mapa.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>That point is outside the raster.</source>
   <translation>Ese punto está fuera del ráster.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The Python that the engine was created from is missing, probably because QGIS was updated.</source>
   <translation>Falta el Python con el que se creó el motor, probablemente porque se actualizó QGIS.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>The card has no measured accuracy.</source>
   <translation>La ficha no contiene ninguna exactitud medida.</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>The card of '{}' cannot be written ({}).</source>
   <translation>No se puede escribir la ficha de «{}» ({}).</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>The centres are not in ascending order. This is allowed.</source>
   <translation>Los centros no están en orden ascendente. Está permitido.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The certificate of the package index or proxy is not trusted: add your organisation's certificate authority in QGIS's options (Authentication), or set the variable REQUESTS_CA_BUNDLE to its file.</source>
   <translation>El certificado del índice de paquetes o del proxy no es de confianza: añada la autoridad de certificación de su organización en las opciones de QGIS (Autenticación) o ponga en la variable REQUESTS_CA_BUNDLE su archivo.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The disk is full: the engine needs about 400 MB; free some space and set up again.</source>
   <translation>El disco está lleno: el motor necesita unos 400 MB; libere espacio e instale de nuevo.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine for '{}' could not be set up, so the one for the processor was installed instead. Reason: {}</source>
   <translation>No se pudo instalar el motor para «{}», así que se instaló el del procesador. Motivo: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>The engine is not set up, so no spectrum can be read.</source>
   <translation>El motor no está instalado, así que no se puede leer ningún espectro.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The engine stopped unexpectedly (code {}: {}): set it up again if this happens repeatedly.</source>
   <translation>El motor se detuvo de forma inesperada (código {}: {}): vuelva a instalarlo si esto se repite.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The engine was set up for an older version of SpecAware.</source>
   <translation>El motor se instaló para una versión anterior de SpecAware.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The engine's Python '{}' cannot be started ({}): set the engine up again.</source>
   <translation>El Python del motor, «{}», no se puede iniciar ({}): instale de nuevo el motor.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The engine's Python: {}</source>
   <translation>Python del motor: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The engine's files cannot be written: check the permissions of the QGIS profile folder, and security software that protects it.</source>
   <translation>No se pueden escribir los archivos del motor: compruebe los permisos de la carpeta del perfil de QGIS y los programas de seguridad que la protegen.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine's folder '{}' cannot be written: {}.</source>
   <translation>No se puede escribir en la carpeta del motor «{}»: {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/care.py" />
   <source>The engine's folder '{}' could not be removed ({}): close other QGIS windows and try again.</source>
   <translation>No se pudo quitar la carpeta del motor «{}» ({}): cierre otras ventanas de QGIS e inténtelo de nuevo.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine's packages could not be installed</source>
   <translation>No se pudieron instalar los paquetes del motor</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine's packages were installed but do not run</source>
   <translation>Los paquetes del motor se instalaron pero no funcionan</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The environment could not be created</source>
   <translation>No se pudo crear el entorno</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/extents.py" />
   <source>The extent cannot be expressed in the raster's CRS: give it in {}.</source>
   <translation>La extensión no se puede expresar en el SRC del ráster: indíquela en {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>The file '{}' does not exist: check the path.</source>
   <translation>El archivo «{}» no existe: compruebe la ruta.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/care.py" />
   <source>The folder '{}' cannot be written: check its permissions and the disk space.</source>
   <translation>No se puede escribir en la carpeta «{}»: compruebe sus permisos y el espacio en disco.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The folder '{}' has no wheels (.whl): choose another one.</source>
   <translation>La carpeta «{}» no contiene paquetes (.whl): elija otra.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The folder '{}' uses {} MB of disk space.</source>
   <translation>La carpeta «{}» ocupa {} MB en disco.</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>The folder of '{}' cannot be deleted ({}).</source>
   <translation>No se puede borrar la carpeta de «{}» ({}).</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>The label layer is being edited: save or discard its edits first.</source>
   <translation>La capa de etiquetas se está editando: guarde o descarte antes sus cambios.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/support.py" />
   <source>The labels cannot be opened: save them as a GeoPackage.</source>
   <translation>No se pueden abrir las etiquetas: guárdelas como GeoPackage.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>The labels cannot be written to '{}': choose another folder in 'Save in'.</source>
   <translation>No se pueden escribir las etiquetas en «{}»: elija otra carpeta en «Guardar en».</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/layers.py" />
   <source>The layer does not exist or cannot be opened: choose another one.</source>
   <translation>La capa no existe o no se puede abrir: elija otra.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>The list has no unit and is read as {}: is that correct?</source>
   <translation>La lista no tiene unidad y se lee como {}: ¿es correcto?</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The list of the engine's packages is missing: install the plugin again.</source>
   <translation>Falta la lista de paquetes del motor: instale de nuevo el complemento.</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <location filename="../../plugin/scene/similar.py" />
   <source>The map '{}' was written but QGIS cannot open it: check the file.</source>
   <translation>El mapa «{}» se escribió pero QGIS no puede abrirlo: compruebe el archivo.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>The map is a layer with class names and colours; the entry shows the largest classes. The report has the areas, the spectrum of each class and the bands used.</source>
   <translation>El mapa es una capa con nombres y colores de clases; la entrada muestra las clases mayores. El informe contiene las superficies, el espectro de cada clase y las bandas usadas.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>The mean spectrum of each class appears here.</source>
   <translation>Aquí aparece el espectro medio de cada clase.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The package index cannot be reached: check the network, the proxy in QGIS's options (Network) and PIP_INDEX_URL, or set up from a folder of wheels.</source>
   <translation>No se puede acceder al índice de paquetes: compruebe la red, el proxy en las opciones de QGIS (Red) y PIP_INDEX_URL, o instale desde una carpeta de paquetes.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The package index refused the login or the request: check its address and login in PIP_INDEX_URL or in pip's settings.</source>
   <translation>El índice de paquetes rechazó el acceso o la petición: compruebe su dirección y credenciales en PIP_INDEX_URL o en los ajustes de pip.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>The point cannot be expressed in the layer's CRS: choose another one.</source>
   <translation>El punto no se puede expresar en el SRC de la capa: elija otro.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>The point cannot be expressed in the map's CRS: choose another one.</source>
   <translation>El punto no se puede expresar en el SRC del mapa: elija otro.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>The point cannot be expressed in the raster's CRS: choose another one.</source>
   <translation>El punto no se puede expresar en el SRC del ráster: elija otro.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The proxy cannot be reached: check its address in QGIS's options (Network) or in HTTPS_PROXY, or set up from a folder of wheels.</source>
   <translation>No se puede acceder al proxy: compruebe su dirección en las opciones de QGIS (Red) o en HTTPS_PROXY, o instale desde una carpeta de paquetes.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The proxy refused the login: correct the user name and password in QGIS's options (Network) or in HTTPS_PROXY.</source>
   <translation>El proxy rechazó el acceso: corrija el usuario y la contraseña en las opciones de QGIS (Red) o en HTTPS_PROXY.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>The raster is in sensor geometry, so there is no spectrum for a point on the map.</source>
   <translation>El ráster está en geometría del sensor, así que no hay espectro para un punto del mapa.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>The raster selected in the layer tree</source>
   <translation>El ráster seleccionado en el árbol de capas</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The run was cancelled; nothing was written.</source>
   <translation>La ejecución se canceló; no se escribió nada.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>The sample cannot be copied: {}</source>
   <translation>No se puede copiar el ejemplo: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>The second line of the entry shows what was found in the file: sensor, bands used, processing level and pixel size. Press &lt;b&gt;Map&lt;/b&gt;.</source>
   <translation>La segunda línea de la entrada muestra lo que se encontró en el archivo: sensor, bandas usadas, nivel de procesamiento y tamaño de píxel. Pulse &lt;b&gt;Cartografiar&lt;/b&gt;.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>The sensor settings are not JSON: set them in the sensor dialog.</source>
   <translation>Los ajustes del sensor no son JSON: ajústelos en el diálogo del sensor.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <location filename="../../plugin/qgis_tasks.py" />
   <source>The set-up was cancelled; nothing was kept.</source>
   <translation>La instalación se canceló; no se conservó nada.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The tested versions are not available for this Python: compatible ones are installed.</source>
   <translation>Las versiones probadas no están disponibles para este Python: se instalan otras compatibles.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>The training was cancelled.</source>
   <translation>El entrenamiento se canceló.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/finetune.py" />
   <source>The weights of this network are not included: choose the file of published weights.</source>
   <translation>Los pesos de esta red no están incluidos: elija el archivo de pesos publicados.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>There is no data at that point.</source>
   <translation>No hay datos en ese punto.</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>There is no network connection: connect, or set up from a folder of wheels.</source>
   <translation>No hay conexión de red: conéctese, o instale desde una carpeta de paquetes.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>There is no spectrum to show.</source>
   <translation>No hay ningún espectro que mostrar.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>These models were trained on it and are less accurate without it: {}</source>
   <translation>Estos modelos se entrenaron con él y son menos exactos sin él: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>Too few labels to estimate the accuracy: place five or more per class, spread over the raster.</source>
   <translation>Demasiado pocas etiquetas para estimar la exactitud: ponga cinco o más por clase, repartidas por el ráster.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Train again</source>
   <translation>Entrenar de nuevo</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Train and map</source>
   <translation>Entrenar y cartografiar</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Train on all labels and map the raster (Ctrl+Enter)</source>
   <translation>Entrenar con todas las etiquetas y cartografiar el ráster (Ctrl+Intro)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Train on known changes</source>
   <translation>Entrenar con cambios conocidos</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Train on labelled scenes</source>
   <translation>Entrenar con escenas etiquetadas</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>Train on your own classes</source>
   <translation>Entrenar con sus propias clases</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Train on your own classes…</source>
   <translation>Entrenar con sus propias clases…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Train, import, rename or remove models</source>
   <translation>Entrenar, importar, renombrar o quitar modelos</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Training</source>
   <translation>Entrenamiento</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Training data</source>
   <translation>Datos de entrenamiento</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Training details ▸</source>
   <translation>Detalles del entrenamiento ▸</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Training details ▾</source>
   <translation>Detalles del entrenamiento ▾</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Training steps (0: as in the network's configuration)</source>
   <translation>Pasos de entrenamiento (0: los de la configuración de la red)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Trains a change model on pairs of dates with known changes; a laptop is enough.</source>
   <translation>Entrena un modelo de cambios con pares de fechas de cambios conocidos; basta un portátil.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>Trains a model on your own classes from a few labelled points or polygons, in seconds.</source>
   <translation>Entrena en segundos un modelo con sus propias clases a partir de unos pocos puntos o polígonos etiquetados.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Trains a model that labels whole images or grid cells; a laptop is enough.</source>
   <translation>Entrena un modelo que etiqueta imágenes completas o celdas de una cuadrícula; basta un portátil.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Trains a whole network on many labels of your own; needs PyTorch in the engine.</source>
   <translation>Entrena una red entera con muchas etiquetas propias; necesita PyTorch en el motor.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>True colour</source>
   <translation>Color verdadero</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>True colour (SpecAware)</source>
   <translation>Color verdadero (SpecAware)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Unit of the wavelengths in the file</source>
   <translation>Unidad de las longitudes de onda del archivo</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Units</source>
   <translation>Unidades</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Units '{}' are not known: choose them from the list.</source>
   <translation>No se conocen las unidades «{}»: elíjalas de la lista.</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Units of the values, e.g. uW cm-2 sr-1 nm-1</source>
   <translation>Unidades de los valores, p. ej. uW cm-2 sr-1 nm-1</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Unknown</source>
   <translation>Desconocido</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Unpacking the packages</source>
   <translation>Desempaquetando los paquetes</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Update…</source>
   <translation>Actualizar…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Use</source>
   <translation>Usar</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Use an existing environment…</source>
   <translation>Usar un entorno existente…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_layer_dialog.py" />
   <source>Use labels from a layer</source>
   <translation>Usar etiquetas de una capa</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>Use only letters, digits, '.', '-' and '_' in the name.</source>
   <translation>Use en el nombre solo letras, cifras, '.', '-' y '_'.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Use the labels of a point or polygon layer</source>
   <translation>Usar las etiquetas de una capa de puntos o polígonos</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Use the selected bands (Space switches them)</source>
   <translation>Usar las bandas seleccionadas (Espacio las activa o desactiva)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Used</source>
   <translation>Usada</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Values of the pixel</source>
   <translation>Valores del píxel</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>View and compare</source>
   <translation>Ver y comparar</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>View and compare…</source>
   <translation>Ver y comparar…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>Waiting for the engine</source>
   <translation>Esperando al motor</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>Waiting…</source>
   <translation>Esperando…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Wavelength unit</source>
   <translation>Unidad de longitud de onda</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/parts/spectrum_plot.py" />
   <source>Wavelength, nm</source>
   <translation>Longitud de onda, nm</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Wavelengths file: one band per line (centre and, if known, FWHM)</source>
   <translation>Longitudes de onda: archivo, una banda por línea (centro, FWHM)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Wavelengths in {}</source>
   <translation>Longitudes de onda en {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Weights</source>
   <translation>Pesos</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Weights of SpecAware or SpectralGPT</source>
   <translation>Pesos de SpecAware o SpectralGPT</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Weights to train</source>
   <translation>Pesos que se entrenan</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>What it maps</source>
   <translation>Qué cartografía</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>Which sensor? {} bands without wavelengths</source>
   <translation>
    <numerusform>¿Qué sensor? {} banda sin longitud de onda</numerusform>
    <numerusform>¿Qué sensor? {} bandas sin longitudes de onda</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Whole raster</source>
   <translation>Ráster completo</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Widths that are not between 0 and 400 nm: {}.</source>
   <translation>Anchuras que no están entre 0 y 400 nm: {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Window</source>
   <translation>Ventana</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Write all spectra as CSV</source>
   <translation>Escribir todos los espectros como CSV</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Write cloud-optimised GeoTIFFs with overviews</source>
   <translation>Escribir GeoTIFF optimizados para la nube (COG) con vistas generales</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>Write features of a model</source>
   <translation>Escribir características de un modelo</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Write the bands as CSV, ENVI header or JSON</source>
   <translation>Escribir las bandas como CSV, cabecera ENVI o JSON</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>Writes the features of a model as a raster with many bands, and as a picture.</source>
   <translation>Escribe las características de un modelo como ráster de muchas bandas y como imagen.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>You chose this environment; SpecAware does not change it.</source>
   <translation>Usted eligió este entorno; SpecAware no lo modifica.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Zoom to</source>
   <translation>Acercar a</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>a scene may have several classes</source>
   <translation>una escena puede tener varias clases</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>accuracy,validation,confusion matrix,error matrix,Olofsson,area estimation,IoU,F1</source>
   <translation>exactitud,validación,matriz de confusión,matriz de error,Olofsson,estimación de superficies,IoU,F1</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>accuracy,validation,stratified random sample,reference points,sample size,Olofsson</source>
   <translation>exactitud,validación,muestreo aleatorio estratificado,puntos de referencia,tamaño de muestra,Olofsson</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>areas of each transition</source>
   <translation>áreas de cada transición</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>assumed</source>
   <translation>supuesto</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>attribute with the change: 0, no, no change or unchanged; any other value is a change</source>
   <translation>atributo con el cambio: 0, no, no change o unchanged; cualquier otro valor es un cambio</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>attribute with the class</source>
   <translation>atributo con la clase</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>band metadata</source>
   <translation>metadatos de la banda</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>band name</source>
   <translation>nombre de la banda</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>band scale</source>
   <translation>escala de la banda</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>bands left out: {}</source>
   <translation>bandas excluidas: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>bands switched on: {}</source>
   <translation>bandas activadas: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>bare soil</source>
   <translation>suelo desnudo</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>beside each raster</source>
   <translation>junto a cada ráster</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>burned</source>
   <translation>quemado</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>change detection,bitemporal,difference,from-to,MAD,deforestation,hyperspectral</source>
   <translation>detección de cambios,bitemporal,diferencia,transición,MAD,deforestación,hiperespectral</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>change detection,training,siamese,bitemporal,labels,deforestation,urban growth</source>
   <translation>detección de cambios,entrenamiento,siamés,bitemporal,etiquetas,deforestación,crecimiento urbano</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>changed pixels</source>
   <translation>píxeles con cambio</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>class map</source>
   <translation>mapa de clases</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <location filename="../../backend/job/kinds/sample.py" />
   <source>class map: one band of integers, from any program</source>
   <translation>mapa de clases: una banda de números enteros, de cualquier programa</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>class prior: all classes alike, as in the labels, or roughly as the zero-shot model maps the scene (default)</source>
   <translation>frecuencia a priori: todas las clases igual, como en las etiquetas o aproximadamente como el modelo zero-shot cartografía la escena (predeterminado)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>classes whose names differ in the map</source>
   <translation>clases con otro nombre en el mapa</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>compare spectra, or features of the model</source>
   <translation>comparar espectros o características del modelo</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>constant in the sample</source>
   <translation>constante en la muestra</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>differs between bands</source>
   <translation>difiere entre bandas</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>dry vegetation</source>
   <translation>vegetación seca</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>embedding,features,foundation model,PCA,clustering,deep learning,hyperspectral</source>
   <translation>embedding,características,modelo fundacional,PCA,agrupamiento,aprendizaje profundo,hiperespectral</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>expected user's accuracy (default: 0.8)</source>
   <translation>exactitud del usuario esperada (predeterminado: 0.8)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>features</source>
   <translation>características</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>few-shot,training,labels,samples,supervised classification,hyperspectral,LDA,MNF</source>
   <translation>pocas muestras,entrenamiento,etiquetas,muestras,clasificación supervisada,hiperespectral,LDA,MNF</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>file name</source>
   <translation>nombre del archivo</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>files, products, folders or layers · click to browse</source>
   <translation>archivos, productos, carpetas o capas · clic para examinar</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>fine-tuning,deep learning,training,segmentation,scenes,masks,PyTorch,LoRA,SpectralGPT,UPerNet</source>
   <translation>ajuste fino,aprendizaje profundo,entrenamiento,segmentación,escenas,máscaras,PyTorch,LoRA,SpectralGPT,UPerNet</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>first three principal components in red, green, blue</source>
   <translation>las tres primeras componentes principales en rojo, verde y azul</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>folder</source>
   <translation>carpeta</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>folder of masks with the same names as the images: class numbers from 1, 0 for no label</source>
   <translation>carpeta de máscaras con los nombres de las imágenes: números de clase desde 1, 0 sin etiqueta</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>folder with one folder of rasters per class, CSV of paths and labels, or raster with labelled polygons</source>
   <translation>carpeta con una carpeta de rásteres por clase, CSV de rutas y etiquetas, o ráster con polígonos etiquetados</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>from the file</source>
   <translation>del archivo</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/settings_wrapper.py" />
   <source>from the raster</source>
   <translation>del ráster</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>from which class to which</source>
   <translation>de qué clase a qué clase</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>further rasters with labels, from any sensors</source>
   <translation>otros rásteres con etiquetas, de cualquier sensor</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>georeference</source>
   <translation>georreferenciación</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>how unlike any known spectrum each pixel is, in percent; do not trust the class where it is 50 or more</source>
   <translation>cuánto difiere cada píxel de todo espectro conocido, en porcentaje; no se fíe de la clase a partir de 50</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>inferred from the values</source>
   <translation>deducido de los valores</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>its own labels, held out in spatial blocks</source>
   <translation>sus propias etiquetas, reservadas en bloques espaciales</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>land cover,classification,hyperspectral,multispectral,deep learning,foundation model</source>
   <translation>cobertura del suelo,clasificación,hiperespectral,multiespectral,aprendizaje profundo,modelo fundacional</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>land cover,segmentation,polygons,vectorise,hyperspectral,deep learning</source>
   <translation>cobertura del suelo,segmentación,polígonos,vectorizar,hiperespectral,aprendizaje profundo</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>leave the mapped class out of the points</source>
   <translation>no escribir la clase cartografiada en los puntos</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>low vegetation</source>
   <translation>vegetación baja</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>mask band</source>
   <translation>banda de máscara</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>mean</source>
   <translation>media</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>minimum per class, if a total is given</source>
   <translation>mínimo por clase, si se indica un total</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>model folder</source>
   <translation>carpeta del modelo</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>model,weights,checkpoint,SpecAware,SpectralGPT,safetensors,pth,ONNX,install</source>
   <translation>modelo,pesos,checkpoint,SpecAware,SpectralGPT,safetensors,pth,ONNX,instalar</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>name of the band's file</source>
   <translation>nombre del archivo de la banda</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>name of the installed model (default: the name of the file)</source>
   <translation>nombre del modelo instalado (por defecto, el del archivo)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>name of the new model (default: the name of its folder)</source>
   <translation>nombre del nuevo modelo (predeterminado: el de su carpeta)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>names of the classes: a,b,c, or a file with one per line</source>
   <translation>nombres de las clases: a,b,c, o un archivo con uno por línea</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>names of the masks' classes, in the order of their numbers</source>
   <translation>nombres de las clases de las máscaras, en el orden de sus números</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>names of the source files</source>
   <translation>nombres de los archivos de origen</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>network: the bundled model, or an encoder with its published weights</source>
   <translation>red: el modelo incluido, o un codificador con sus pesos publicados</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>no</source>
   <translation>no</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>no band of {}</source>
   <translation>ninguna banda de {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>no data in the sample</source>
   <translation>sin datos en la muestra</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>no message</source>
   <translation>sin mensaje</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>no output</source>
   <translation>sin salida</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>nodata {:g}</source>
   <translation>sin datos {:g}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>not stated</source>
   <translation>no indicado</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>number of attention heads, if the size is not a published one</source>
   <translation>número de cabezas de atención, si el tamaño no es uno publicado</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>off: {}</source>
   <translation>desactivada: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>offset {:g}</source>
   <translation>desplazamiento {:g}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>one date per source, for example 2024-05-31 (default: from metadata or file names)</source>
   <translation>una fecha por fuente, por ejemplo 2024-05-31 (predeterminado: de metadatos o nombres de archivo)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>only reflectance is compared</source>
   <translation>solo se compara la reflectancia</translation>
  </message>
  <message>
   <location filename="../../backend/job/spec.py" />
   <source>output to write (default: the deepest one)</source>
   <translation>salida que se escribe (predeterminado: la más profunda)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>page</source>
   <translation>página</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>pavement</source>
   <translation>pavimento</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>percent</source>
   <translation>porcentaje</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>pip does not install from an address without https: correct PIP_INDEX_URL, or name its host in PIP_TRUSTED_HOST.</source>
   <translation>pip no instala desde una dirección sin https: corrija PIP_INDEX_URL o indique su equipo en PIP_TRUSTED_HOST.</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>points</source>
   <translation>puntos</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>points or polygons of changed and unchanged places, instead of a raster</source>
   <translation>puntos o polígonos de lugares con y sin cambio, en lugar de un ráster</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>points or polygons that mark the pixels to search for</source>
   <translation>puntos o polígonos que marcan los píxeles buscados</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>points or polygons: GeoPackage, GeoJSON, Shapefile</source>
   <translation>puntos o polígonos: GeoPackage, GeoJSON, Shapefile</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>points per class</source>
   <translation>puntos por clase</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>polygons of equal class</source>
   <translation>polígonos de igual clase</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>polygons: GeoPackage, GeoJSON, Shapefile</source>
   <translation>polígonos: GeoPackage, GeoJSON, Shapefile</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>probability of change from which a pixel counts as changed</source>
   <translation>probabilidad de cambio a partir de la cual un píxel cuenta como cambiado</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>published weights of SpecAware or SpectralGPT, for these networks</source>
   <translation>pesos publicados de SpecAware o SpectralGPT, para estas redes</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>random seed</source>
   <translation>semilla aleatoria</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>raster</source>
   <translation>ráster</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>raster metadata</source>
   <translation>metadatos del ráster</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>raster of 0 (no change), other numbers (change) and no data or 255 (not known); or a vector file</source>
   <translation>ráster de 0 (sin cambio), otros números (cambio) y sin datos o 255 (desconocido), o un archivo vectorial</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>raster or product of the first date, or CSV with the columns before, after and changes</source>
   <translation>ráster o producto de la primera fecha, o CSV con las columnas before, after y changes</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>raster or product of the second date, from any sensor and on any grid</source>
   <translation>ráster o producto de la segunda fecha, de cualquier sensor y cuadrícula</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>raster whose grid is used (auto: the one with the larger pixels)</source>
   <translation>ráster cuya cuadrícula se usa (auto: el de píxeles mayores)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>raster with labels, folder of images, folder with one folder per class, or CSV of paths and labels</source>
   <translation>ráster con etiquetas, carpeta de imágenes, carpeta con una carpeta por clase, o CSV de rutas y etiquetas</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>raster, ENVI header or product of the second date, from any sensor and on any grid</source>
   <translation>ráster, cabecera ENVI o producto de la segunda fecha, de cualquier sensor y cuadrícula</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>rasters or products of the other dates, in any order</source>
   <translation>rásteres o productos de las demás fechas, en cualquier orden</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>red, green and blue bytes, 0 is no data</source>
   <translation>bytes de rojo, verde y azul, 0 es sin datos</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>reflectance</source>
   <translation>reflectancia</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>report</source>
   <translation>informe</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>roof</source>
   <translation>tejado</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/profiles.py" />
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>row {}, column {}</source>
   <translation>fila {}, columna {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>sampling design of the labels (default: recognised)</source>
   <translation>diseño del muestreo de las etiquetas (predeterminado: se reconoce)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>saved settings</source>
   <translation>ajustes guardados</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>scale {:g}</source>
   <translation>escala {:g}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>scene classification,SpectralGPT,image label,grid,Sentinel-2,deep learning</source>
   <translation>clasificación de escenas,SpectralGPT,etiqueta de imagen,cuadrícula,Sentinel-2,aprendizaje profundo</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>scene classification,training,multi-label,image label,patches,mAP,EuroSAT,BigEarthNet</source>
   <translation>clasificación de escenas,entrenamiento,multietiqueta,etiqueta de imagen,parches,mAP,EuroSAT,BigEarthNet</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>scene classifier to keep (auto: if any)</source>
   <translation>clasificador de escenas que se conserva (auto: si lo hay)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>scores of each cell</source>
   <translation>puntuaciones de cada celda</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>sensor geometry; the map is georeferenced</source>
   <translation>geometría del sensor; el mapa se georreferencia</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>share of places held out to stop training in time and to measure the accuracy</source>
   <translation>proporción de lugares que se reservan para detener a tiempo el entrenamiento y medir la exactitud</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>side of square cells to label as scenes (0: label pixels)</source>
   <translation>lado de las celdas cuadradas que se etiquetan como escenas (0: etiquetar píxeles)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>side of the cells that labelled polygons are cut into</source>
   <translation>lado de las celdas en que se cortan los polígonos etiquetados</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>similarity,spectral angle,SAM,target detection,search,spectral library,hyperspectral</source>
   <translation>similitud,ángulo espectral,SAM,detección de objetivos,búsqueda,biblioteca espectral,hiperespectral</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>smallest share of a cell's labelled pixels for a class to count</source>
   <translation>parte mínima de los píxeles etiquetados de una celda para que una clase cuente</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>snow</source>
   <translation>nieve</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>specaware-base, spectralgpt-base, ...</source>
   <translation>specaware-base, spectralgpt-base, ...</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>spectra to search for: CSV or ENVI spectral library</source>
   <translation>espectros buscados: CSV o biblioteca espectral ENVI</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>spectrum of the library (default: all); can be repeated</source>
   <translation>espectro de la biblioteca (predeterminado: todos); puede repetirse</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>sun zenith {:g}°</source>
   <translation>cenit solar {:g}°</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>table</source>
   <translation>tabla</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>target standard error of the overall accuracy</source>
   <translation>error estándar objetivo de la exactitud global</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>the clipboard</source>
   <translation>el portapapeles</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>the probability of each class, one band per class</source>
   <translation>la probabilidad de cada clase, una banda por clase</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>the probability of the mapped class</source>
   <translation>la probabilidad de la clase cartografiada</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>the share of each pixel that each class covers, in percent</source>
   <translation>la parte de cada píxel que cubre cada clase, en porcentaje</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>time series,multitemporal,change,areas by date,trend,hyperspectral</source>
   <translation>serie temporal,multitemporal,cambio,áreas por fecha,tendencia,hiperespectral</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>total number of points, shared by area</source>
   <translation>número total de puntos, repartidos por superficie</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>training steps at most (default: as in the network's configuration)</source>
   <translation>pasos de entrenamiento como máximo (predeterminado: los de la configuración de la red)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>tree</source>
   <translation>árbol</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>true colour, colour infrared or shortwave infrared (default: true colour or colour infrared if the bands allow it, otherwise long, middle and short wavelengths)</source>
   <translation>color verdadero, infrarrojo en color o infrarrojo de onda corta (predeterminado: color verdadero o infrarrojo en color si las bandas lo permiten, si no longitudes de onda largas, medias y cortas)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>true colour,false colour,RGB,infrared,picture,stretch,quicklook,hyperspectral</source>
   <translation>color verdadero,falso color,RGB,infrarrojo,imagen,realce,vista rápida,hiperespectral</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <location filename="../../plugin/scene/report.py" />
   <source>unknown</source>
   <translation>desconocido</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>unknown sensor</source>
   <translation>sensor desconocido</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>water</source>
   <translation>agua</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>water vapour</source>
   <translation>vapor de agua</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>wavelength,FWHM,bad bands,sensor,metadata,hyperspectral,ENVI header</source>
   <translation>longitud de onda,FWHM,bandas malas,sensor,metadatos,hiperespectral,cabecera ENVI</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>wavelengths</source>
   <translation>longitudes de onda</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>wavelengths in {}</source>
   <translation>longitudes de onda en {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>weights to train: all, low-rank updates (LoRA), or only the head</source>
   <translation>pesos que se entrenan: todos, ajustes de rango bajo (LoRA) o solo la cabeza</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>weights: .safetensors, .pth or .pt</source>
   <translation>pesos: .safetensors, .pth o .pt</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>yes</source>
   <translation>sí</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>you</source>
   <translation>usted</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{:.0f} % accuracy on {}</source>
   <translation>{:.0f} % de exactitud en {}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>{:.0f} % of {} labels correct, held out in blocks of {} px</source>
   <translation>
    <numerusform>{:.0f} % de {} etiqueta correcta, reservada en bloques de {} px</numerusform>
    <numerusform>{:.0f} % de {} etiquetas correctas, reservadas en bloques de {} px</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{:.0f} % overall accuracy</source>
   <translation>{:.0f} % de exactitud global</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>{:g} m</source>
   <translation>{:g} m</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>{} '{}' is not known: use one of {}.</source>
   <translation>{} «{}» no se conoce: use uno de {}.</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>{} (assumed)</source>
   <translation>{} (supuesto)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>{} (found)</source>
   <translation>{} (encontrado)</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/report.py" />
   <source>{} bands</source>
   <translation>
    <numerusform>{} banda</numerusform>
    <numerusform>{} bandas</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} bands, {} processor threads</source>
   <translation>
    <numerusform>{} banda, {} hilos del procesador</numerusform>
    <numerusform>{} bandas, {} hilos del procesador</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>{} bands: the model needs at least {}, as of a multispectral or hyperspectral sensor.</source>
   <translation>
    <numerusform>{} banda: el modelo necesita al menos {}, como las de un sensor multiespectral o hiperespectral.</numerusform>
    <numerusform>{} bandas: el modelo necesita al menos {}, como las de un sensor multiespectral o hiperespectral.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/models.py" />
   <source>{} classes</source>
   <translation>
    <numerusform>{} clase</numerusform>
    <numerusform>{} clases</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>{} labels added</source>
   <translation>
    <numerusform>{} etiqueta añadida</numerusform>
    <numerusform>{} etiquetas añadidas</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} land-cover classes</source>
   <translation>
    <numerusform>{} clase de cobertura del suelo</numerusform>
    <numerusform>{} clases de cobertura del suelo</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/engine/progress.py" />
   <source>{} left</source>
   <translation>quedan {}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/report.py" />
   <source>{} of {} bands</source>
   <translation>
    <numerusform>{} de {} banda</numerusform>
    <numerusform>{} de {} bandas</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>{} of {} mapped</source>
   <translation>{} de {} cartografiados</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>{} of {}: {}</source>
   <translation>{} de {}: {}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} pixels</source>
   <translation>
    <numerusform>{} píxel</numerusform>
    <numerusform>{} píxeles</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} pixels, overlap {} pixels</source>
   <translation>
    <numerusform>{} píxel, solape de {} píxeles</numerusform>
    <numerusform>{} píxeles, solape de {} píxeles</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>{} to be confirmed</source>
   <translation>{} por confirmar</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>{} wavelengths</source>
   <translation>
    <numerusform>{} longitud de onda</numerusform>
    <numerusform>{} longitudes de onda</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/band_table.py" />
   <source>{} wavelengths are given but the raster has {} bands: correct the list.</source>
   <translation>
    <numerusform>Se indica {} longitud de onda pero el ráster tiene {} bandas: corrija la lista.</numerusform>
    <numerusform>Se indican {} longitudes de onda pero el ráster tiene {} bandas: corrija la lista.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>{} widths</source>
   <translation>
    <numerusform>{} anchura</numerusform>
    <numerusform>{} anchuras</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/report.py" />
   <source>{} x {} pixels, {} bands, {}</source>
   <translation>
    <numerusform>{} x {} píxeles, {} banda, {}</numerusform>
    <numerusform>{} x {} píxeles, {} bandas, {}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>{} · also {} bands, {:.0f} %</source>
   <translation>
    <numerusform>{} · también {} banda, {:.0f} %</numerusform>
    <numerusform>{} · también {} bandas, {:.0f} %</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>{} · {:.0f} % match</source>
   <translation>{} · {:.0f} % de coincidencia</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>{}, mean of a few hundred pixels</source>
   <translation>{}, media de unos cientos de píxeles</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>{}, unit guessed: {}</source>
   <translation>{}, unidad supuesta: {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{}: {:.0f} % overall accuracy.</source>
   <translation>{}: {:.0f} % de exactitud global.</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/setup_box.py" />
   <source>{}: {} MB to download, {} MB on disk</source>
   <translation>{}: {} MB de descarga, {} MB en disco</translation>
  </message>
 </context>
</TS>
