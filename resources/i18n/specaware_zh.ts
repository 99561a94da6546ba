<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh" sourcelanguage="en">
 <context>
  <name>SpecAware</name>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source> (default)</source>
   <translation>（默认）</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source> or </source>
   <translation> 或 </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Date</source>
   <translation>日期(&amp;D)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Level</source>
   <translation>级别(&amp;L)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Nodata</source>
   <translation>无数据值(&amp;N)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Offset</source>
   <translation>偏移(&amp;O)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Pixel, m</source>
   <translation>像元，米(&amp;P)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Sensor</source>
   <translation>传感器(&amp;S)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Units</source>
   <translation>单位(&amp;U)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>&amp;Wavelength unit</source>
   <translation>波长单位(&amp;W)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>'{}' cannot be read: {}.</source>
   <translation>无法读取“{}”：{}。</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <location filename="../../plugin/scene/profiles.py" />
   <source>'{}' cannot be written ({}): choose another place.</source>
   <translation>无法写入“{}”（{}）：请选择其他位置。</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>'{}' cannot be written ({}): clear 'Save beside the raster'.</source>
   <translation>无法写入“{}”（{}）：请取消勾选“保存在栅格旁”。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>'{}' cannot be written: choose another folder in 'Save in'.</source>
   <translation>无法写入“{}”：请在“保存到”中选择其他文件夹。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>'{}' exists but does not contain labels from the panel: rename or remove it.</source>
   <translation>“{}”已存在，但不含面板的标注：请重命名或移除它。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>'{}' has no feature with a class on the raster.</source>
   <translation>“{}”在栅格上没有带类别的要素。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>'{}' is in sensor geometry and cannot be labelled on the map: use its orthorectified product.</source>
   <translation>“{}”为传感器几何，无法在地图上标注：请使用其正射校正产品。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>'{}' is missing: choose or enter it.</source>
   <translation>缺少“{}”：请选择或输入。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>'{}' is not a position: enter x,y; x,y in the raster's CRS.</source>
   <translation>“{}”不是有效位置：请按栅格的 CRS 输入 x,y; x,y。</translation>
  </message>
  <message>
   <location filename="../../plugin/results/outputs.py" />
   <source>'{}' is part of a raster and would be damaged: choose another name.</source>
   <translation>“{}”是某个栅格的一部分，会被损坏：请选择其他名称。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>'{}' is still being read: wait a moment.</source>
   <translation>“{}”仍在读取：请稍候。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>'{}' lacks the bands for this composite: {}.</source>
   <translation>“{}”缺少该合成所需的波段：{}。</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>'{}' must end in .csv, .json or .hdr: change its name.</source>
   <translation>“{}”必须以 .csv、.json 或 .hdr 结尾：请更改名称。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>&lt;b&gt;Drop rasters here&lt;/b&gt;</source>
   <translation>&lt;b&gt;将栅格拖放到这里&lt;/b&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>&lt;b&gt;One step before the first map:&lt;/b&gt; set up the engine, a separate Python environment.</source>
   <translation>&lt;b&gt;制作第一幅图之前的一步：&lt;/b&gt;安装引擎，即独立的 Python 环境。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <source>&lt;p&gt;&lt;b&gt;Clouds&lt;/b&gt; and their shadows are taken from the product's quality layers, or else from the spectra, and become no data. With &lt;i&gt;class&lt;/i&gt; in the advanced settings they become the classes 'Cloud' and 'Cloud shadow', after those of the model; confidence and the other rasters beside the map are no data there.&lt;/p&gt;</source>
   <translation>&lt;p&gt;&lt;b&gt;云&lt;/b&gt;及云影来自产品的质量图层，没有质量图层时由光谱得出，默认为无数据。在高级设置中选择 &lt;i&gt;class&lt;/i&gt; 时，它们成为“Cloud”和“Cloud shadow”两个类别，排在模型的类别之后；置信度和地图之外的其他栅格在这些位置没有数据。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>&lt;p&gt;Compares a class map, from this or any other program, with points or polygons of known class. The result has the confusion matrix, user's and producer's accuracy, F1 and IoU of each class, and estimates of accuracy and area for the whole map with 95 % confidence intervals (Olofsson et al. 2014).&lt;/p&gt;&lt;p&gt;&lt;b&gt;Labels&lt;/b&gt; may be in any CRS. Classes are matched by name, or by pixel value if the labels are numbers. &lt;b&gt;Match&lt;/b&gt; pairs names that differ, for example &lt;i&gt;meadow=Grassland,5=Water&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Sampling design&lt;/b&gt; decides whether confidence intervals can be given. Points from 'Draw a sample to assess a map' are recognised. Polygons give no intervals, because their pixels were not drawn independently.&lt;/p&gt;&lt;p&gt;The HTML page, the table and the JSON file hold the same figures.&lt;/p&gt;</source>
   <translation>&lt;p&gt;将类别图（本程序或任何其他程序生成）与已知类别的点或多边形进行比较。结果包括混淆矩阵，各类别的用户精度、生产者精度、F1 和 IoU，以及整幅图的精度和面积估计及其 95 % 置信区间（Olofsson 等，2014）。&lt;/p&gt;&lt;p&gt;&lt;b&gt;标注&lt;/b&gt;可以使用任何 CRS。类别按名称匹配；若标注为数字，则按像元值匹配。&lt;b&gt;匹配&lt;/b&gt;用于对应不同的名称，例如 &lt;i&gt;meadow=Grassland,5=Water&lt;/i&gt;。&lt;/p&gt;&lt;p&gt;&lt;b&gt;抽样设计&lt;/b&gt;决定能否给出置信区间。“为评价地图抽取样本”生成的点会被自动识别。多边形不能给出区间，因为其像元不是独立抽取的。&lt;/p&gt;&lt;p&gt;HTML 页面、表格和 JSON 文件包含相同的数值。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>&lt;p&gt;Compares each pixel of the raster with the points, polygons or spectra you give, and writes the best match in percent. Nothing is trained.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Points or polygons&lt;/b&gt;: in any CRS. &lt;b&gt;Pixels&lt;/b&gt;: x,y in the raster's CRS, separated by semicolons. &lt;b&gt;Library&lt;/b&gt;: CSV with a column 'wavelength' and one column per spectrum, a CSV exported by the profile tool, or an ENVI spectral library.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Compare by&lt;/b&gt;: &lt;i&gt;spectrum&lt;/i&gt; uses the spectral angle over the bands in use; 100 % is the same shape, 0 % is 30 degrees or more. &lt;i&gt;features&lt;/i&gt; uses the model's features, which include the neighbourhood; 0 % is no more similar than the average of the scene. &lt;i&gt;auto&lt;/i&gt; takes features for places and spectra for a library.&lt;/p&gt;</source>
   <translation>&lt;p&gt;将栅格的每个像元与给定的点、多边形或光谱进行比较，以百分比写出最佳匹配。无需训练。&lt;/p&gt;&lt;p&gt;&lt;b&gt;点或多边形&lt;/b&gt;：任何 CRS。&lt;b&gt;像元&lt;/b&gt;：栅格 CRS 中的 x,y，以分号分隔。&lt;b&gt;光谱库&lt;/b&gt;：带有 “wavelength” 列且每条光谱一列的 CSV、剖面工具导出的 CSV，或 ENVI 光谱库。&lt;/p&gt;&lt;p&gt;&lt;b&gt;比较方式&lt;/b&gt;：&lt;i&gt;spectrum&lt;/i&gt; 使用所用波段上的光谱角；100 % 表示形状相同，0 % 表示 30 度或更大。&lt;i&gt;features&lt;/i&gt; 使用包含邻域的模型特征；0 % 表示不比场景平均更相似。&lt;i&gt;auto&lt;/i&gt; 对位置使用特征，对光谱库使用光谱。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>&lt;p&gt;Compares two rasters of the same place: two dates from one sensor, or from two sensors with different bands, pixel sizes and coordinate systems. No labels are needed.&lt;/p&gt;&lt;p&gt;A pixel has changed if both its spectrum and its model features differ more than those of unchanged pixels. A difference shared by most of the scene, such as drier vegetation or different illumination, is not a change. The threshold is derived from the scene and given in the report.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Grid&lt;/b&gt;: &lt;i&gt;auto&lt;/i&gt; uses the grid of the raster with the larger pixels; the other raster is resampled to it. &lt;b&gt;Change threshold&lt;/b&gt;: lower it to find more changes.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: a model made by &lt;i&gt;Train on known changes&lt;/i&gt; or training/finetune_task.py finds the kind of change it was trained on. Without such a model, anything that differs from most of the scene is a change.&lt;/p&gt;&lt;p&gt;The sensor settings apply to both rasters, unless the layer of the second date has its own.&lt;/p&gt;</source>
   <translation>&lt;p&gt;比较同一地点的两幅栅格：同一传感器的两个日期，或波段、像元大小和坐标系不同的两个传感器。不需要标注。&lt;/p&gt;&lt;p&gt;当一个像元的光谱和模型对它的判读与未变化像元相比都有更大的差异时，该像元即为变化。场景大部分区域共有的差异（如植被变干或光照不同）不算变化；阈值由场景得出，并写入报告。&lt;/p&gt;&lt;p&gt;&lt;b&gt;网格&lt;/b&gt;：&lt;i&gt;auto&lt;/i&gt; 采用像元较大的栅格的网格，另一幅栅格重采样到该网格。&lt;b&gt;变化阈值&lt;/b&gt;：调低可找到更多变化。&lt;/p&gt;&lt;p&gt;&lt;b&gt;模型&lt;/b&gt;：由&lt;i&gt;用已知变化训练&lt;/i&gt;或 training/finetune_task.py 得到的模型会找出它学过的那类变化；没有这样的模型时，与大部分场景不同之处即为变化。&lt;/p&gt;&lt;p&gt;传感器设置对两幅栅格都有效，除非第二个日期的图层有自己的设置。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>&lt;p&gt;Draws random points within each class of a map. Fill in their field &lt;b&gt;reference&lt;/b&gt; with the true class, from the field or from a better image, then run 'Assess the accuracy of a map'.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Number of points&lt;/b&gt;: a number per class; or a total, shared by area with a minimum for each class; or, if both are 0, the number needed for the target standard error of the overall accuracy (Olofsson et al. 2014, equation 13). Give the user's accuracy you expect as &lt;i&gt;0.8&lt;/i&gt; or &lt;i&gt;Water=0.9,Forest=0.7&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Hide the class of the map&lt;/b&gt;: leaves the mapped class out of the points, so that it cannot influence the labelling.&lt;/p&gt;&lt;p&gt;The same seed draws the same points.&lt;/p&gt;</source>
   <translation>&lt;p&gt;在地图的每个类别内随机抽取点。根据实地或更好的影像在字段 &lt;b&gt;reference&lt;/b&gt; 中填写真实类别，然后运行“评价地图的精度”。&lt;/p&gt;&lt;p&gt;&lt;b&gt;点数&lt;/b&gt;：每类的点数；或总点数，按面积分配并保证每类的最小值；若两者均为 0，则为达到总体精度的目标标准误所需的点数（Olofsson 等，2014，公式 13）。预期用户精度的写法为 &lt;i&gt;0.8&lt;/i&gt; 或 &lt;i&gt;Water=0.9,Forest=0.7&lt;/i&gt;。&lt;/p&gt;&lt;p&gt;&lt;b&gt;隐藏地图类别&lt;/b&gt;：不在点中写入制图类别，以免影响标注。&lt;/p&gt;&lt;p&gt;相同的种子抽取相同的点。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>&lt;p&gt;Gives one label, and the score of each class, to every cell of a grid and to the whole image. It needs a scene model of your own ('Train on labelled scenes') or an imported one such as SpectralGPT.&lt;/p&gt;&lt;p&gt;A cell is as large as the tile the model was made for. The last cells of a row or column are shifted inwards; an image smaller than a tile is one cell. The score of the whole image is the mean over its cells, weighted by their valid area.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Scores of the cells&lt;/b&gt;: CSV, one row per cell, one column per class.&lt;br&gt;&lt;b&gt;Scores of the whole image&lt;/b&gt;: CSV, one row per class, best first.&lt;br&gt;&lt;b&gt;Cells&lt;/b&gt;: polygons with label and scores, in the colours of the classes.&lt;/p&gt;</source>
   <translation>&lt;p&gt;为网格的每个单元和整幅影像给出一个标签以及每个类别的得分。需要您自己的场景模型（“用已标注场景训练”）或导入的模型，如 SpectralGPT。&lt;/p&gt;&lt;p&gt;单元大小等于模型所针对的图块大小。每行或每列的最后一个单元向内移动；小于图块的影像为一个单元。整幅影像的得分是各单元得分按有效面积加权的平均值。&lt;/p&gt;&lt;p&gt;&lt;b&gt;单元得分&lt;/b&gt;：CSV，每个单元一行，每个类别一列。&lt;br&gt;&lt;b&gt;整幅影像得分&lt;/b&gt;：CSV，每个类别一行，最高者在前。&lt;br&gt;&lt;b&gt;单元&lt;/b&gt;：带有标签和得分的多边形，使用类别颜色。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>&lt;p&gt;Installs published weights of SpecAware or SpectralGPT as a model of your own. All weights are checked and written as ONNX, with a model card. Files that could run code are refused.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Architecture&lt;/b&gt;: what the weights were trained as.&lt;br&gt;&lt;b&gt;Classifier to keep&lt;/b&gt;: the scene classifier in the file, if there is one; with several labels per scene if it was trained so.&lt;br&gt;&lt;b&gt;Classes&lt;/b&gt;: names in the classifier's order, separated by commas, or a text file with one name per line.&lt;/p&gt;&lt;p&gt;A scene classifier then appears in 'Classify scenes'. Sizes other than the published ones also need PyTorch and onnx in the engine's environment.&lt;/p&gt;</source>
   <translation>&lt;p&gt;将已发布的 SpecAware 或 SpectralGPT 权重安装为您自己的模型。所有权重都会被检查并写为 ONNX，同时生成模型卡片。可能执行代码的文件会被拒绝。&lt;/p&gt;&lt;p&gt;&lt;b&gt;架构&lt;/b&gt;：训练这些权重所用的架构。&lt;br&gt;&lt;b&gt;保留的分类器&lt;/b&gt;：文件中的场景分类器（如果有）；若按多标签训练，则每个场景有多个标签。&lt;br&gt;&lt;b&gt;类别&lt;/b&gt;：按分类器顺序排列、以逗号分隔的名称，或每行一个名称的文本文件。&lt;/p&gt;&lt;p&gt;场景分类器随后出现在“场景分类”中。非已发布尺寸的模型还需要引擎环境中的 PyTorch 和 onnx。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>&lt;p&gt;Maps land cover as 'Classify land cover' does and returns polygons. Each is a connected area of one class, with the class, its name, the area in square metres and the mean confidence.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Minimum area&lt;/b&gt;: smaller areas are merged into a neighbour.&lt;/p&gt;&lt;p&gt;Raster, model and sensor settings work as in 'Classify land cover'.&lt;/p&gt;</source>
   <translation>&lt;p&gt;与“土地覆盖分类”相同地制图，但返回多边形。每个多边形是同一类别的连通区域，带有类别、名称、面积（平方米）和平均置信度。&lt;/p&gt;&lt;p&gt;&lt;b&gt;最小面积&lt;/b&gt;：更小的区域并入相邻区域。&lt;/p&gt;&lt;p&gt;栅格、模型和传感器设置与“土地覆盖分类”相同。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>&lt;p&gt;Maps land cover with a model that accepts any set of bands. Bands are matched by wavelength.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Raster&lt;/b&gt;: a layer, a file or a product as downloaded (EnMAP METADATA.XML, ENVI header, …). Wavelengths, units and processing level are read from it; the sensor settings are for files that lack them. If something the model needs is unknown, the run stops and says what to enter.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Classes&lt;/b&gt;: one byte per pixel, 0 is no data; names and colours are stored in the file and beside it.&lt;br&gt;&lt;b&gt;Probabilities&lt;/b&gt;: one band per class.&lt;br&gt;&lt;b&gt;Cover fractions&lt;/b&gt;: one band per class, the share of each pixel that it covers.&lt;br&gt;&lt;b&gt;Confidence&lt;/b&gt;: the probability of the mapped class.&lt;br&gt;&lt;b&gt;Unknown&lt;/b&gt;: how unlike any known spectrum a pixel is, in percent; do not trust the class where it is 50 or more.&lt;br&gt;&lt;b&gt;Report&lt;/b&gt;: an HTML page with image and map, areas, confidence, spectra of the classes, bands used, accuracy of the model, and the command that repeats the map.&lt;/p&gt;&lt;p&gt;Results are written to temporary files and renamed at the end. A cancelled run leaves nothing behind.&lt;/p&gt;</source>
   <translation>&lt;p&gt;使用可接受任意波段组合的模型进行土地覆盖制图。波段按波长匹配。&lt;/p&gt;&lt;p&gt;&lt;b&gt;栅格&lt;/b&gt;：图层、文件或下载的产品（EnMAP 的 METADATA.XML、ENVI 头文件等）。波长、单位和处理级别从中读取；传感器设置用于缺少这些信息的文件。若缺少模型所需的信息，运行会停止并说明需要填写的内容。&lt;/p&gt;&lt;p&gt;&lt;b&gt;类别&lt;/b&gt;：每像元一个字节，0 为无数据；名称和颜色保存在文件内及其旁边。&lt;br&gt;&lt;b&gt;概率&lt;/b&gt;：每类一个波段。&lt;br&gt;&lt;b&gt;覆盖比例&lt;/b&gt;：每类一个波段，即该类占每个像元的比例。&lt;br&gt;&lt;b&gt;置信度&lt;/b&gt;：所制图类别的概率。&lt;br&gt;&lt;b&gt;未知&lt;/b&gt;：像元与所有已知光谱的差异程度（百分比）；达到 50 时不要相信其类别。&lt;br&gt;&lt;b&gt;报告&lt;/b&gt;：HTML 页面，包含影像与地图、面积、置信度、各类光谱、所用波段、模型精度以及重现地图的命令。&lt;/p&gt;&lt;p&gt;结果先写入临时文件，最后再重命名。取消的运行不会留下任何内容。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>&lt;p&gt;Maps several rasters of the same place, finds the changes between consecutive dates, and gives the area of each class on each date, as a table and as a page with a chart. Areas are those of pixels that are valid on all dates. All maps have the grid of the raster with the largest pixels.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Dates&lt;/b&gt; are read from the metadata of the products, otherwise from the file names (20240531, 2024-05-31 or 2024152). If there are none, enter them in the order of the rasters.&lt;/p&gt;&lt;p&gt;Compare dates of the same season: maps of different seasons differ because of the vegetation alone.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: a model trained on stacks of dates (SpectralGPT, training/finetune_task.py --stack) adds one map of the whole series, for example of crops.&lt;/p&gt;</source>
   <translation>&lt;p&gt;对同一地点的多幅栅格逐一制图，找出相邻日期之间的变化，并按日期给出各类在所有日期共有像元上的面积，输出为表格和带图表的页面。所有地图都采用像元最大的栅格的网格。&lt;/p&gt;&lt;p&gt;&lt;b&gt;日期&lt;/b&gt;取自产品的元数据，否则取自文件名，如 20240531、2024-05-31 或 2024152。两者都没有时，请按栅格的顺序给出。&lt;/p&gt;&lt;p&gt;请比较同一季节的日期：仅植被就会使不同季节的地图不同。&lt;/p&gt;&lt;p&gt;&lt;b&gt;模型&lt;/b&gt;：用多日期影像栈训练的模型（SpectralGPT，training/finetune_task.py --stack）会额外给出整个序列的一幅图，例如作物分布。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>&lt;p&gt;Shows what SpecAware found in a raster, and where each value came from: sensor, processing level, units, scale, and the centre, width and use of each band. Nothing is mapped.&lt;/p&gt;&lt;p&gt;The sensor settings work as in 'Classify land cover', so you can try them out here.&lt;/p&gt;&lt;p&gt;The HTML page and the JSON file hold the same information.&lt;/p&gt;</source>
   <translation>&lt;p&gt;显示 SpecAware 在栅格中找到的信息以及各值的来源：传感器、处理级别、单位、比例，以及每个波段的中心、宽度和使用情况。不进行制图。&lt;/p&gt;&lt;p&gt;传感器设置与“土地覆盖分类”相同，可在此试用。&lt;/p&gt;&lt;p&gt;HTML 页面和 JSON 文件包含相同的信息。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>&lt;p&gt;Trains a model on your own classes from labelled points or polygons in any CRS. Start with about ten labels per class. The features of the bundled model are combined with the spectra at the labels.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Labels&lt;/b&gt; and &lt;b&gt;Field&lt;/b&gt;: the layer, and the attribute with the class.&lt;br&gt;&lt;b&gt;Class prior&lt;/b&gt;: how common each class is. &lt;i&gt;uniform&lt;/i&gt;: all alike. &lt;i&gt;labels&lt;/i&gt;: as in the labels. &lt;i&gt;zero-shot&lt;/i&gt;: roughly as the bundled model maps the scene.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Further rasters&lt;/b&gt;: labels may lie on several rasters, also from different sensors. The bands they share are used.&lt;/p&gt;&lt;p&gt;The model appears at once in the panel and in every algorithm, for this raster or any other, also from another sensor. &lt;b&gt;Folder of the model&lt;/b&gt;: leave it empty to keep the model among your models. Its report.html has the accuracy on labels held out in spatial blocks, the confusion matrix, and areas with confidence intervals.&lt;/p&gt;</source>
   <translation>&lt;p&gt;利用任意 CRS 中标注的点或多边形训练您自己类别的模型。开始时每类约十个标注即可。内置模型的特征与标注处的光谱相结合。&lt;/p&gt;&lt;p&gt;&lt;b&gt;标注&lt;/b&gt;和&lt;b&gt;字段&lt;/b&gt;：图层及含有类别的属性。&lt;br&gt;&lt;b&gt;类别先验&lt;/b&gt;：各类别的常见程度。&lt;i&gt;uniform&lt;/i&gt;：全部相同。&lt;i&gt;labels&lt;/i&gt;：与标注一致。&lt;i&gt;zero-shot&lt;/i&gt;：大致与内置模型对场景的制图一致。&lt;/p&gt;&lt;p&gt;&lt;b&gt;其他栅格&lt;/b&gt;：标注可位于多个栅格上，也可来自不同传感器，使用它们共有的波段。&lt;/p&gt;&lt;p&gt;模型会立即出现在面板和所有算法中，可用于此栅格或任何其他栅格，也可用于其他传感器。&lt;b&gt;模型文件夹&lt;/b&gt;：留空则保存在您的模型中。其 report.html 含有按空间分块留出标注的精度、混淆矩阵以及带置信区间的面积。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>&lt;p&gt;Trains a model that labels whole images or grid cells, with one or several classes each. A scene is described by the mean and standard deviation of the bundled model's features, and a small classifier is fitted to them. This takes minutes and needs no graphics card.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Scenes&lt;/b&gt;: a folder with one folder of rasters per class; a CSV with the columns path and labels (several separated by ';') or one column of 0 and 1 per class, and optionally group and split; or a raster with labelled polygons, which is cut into square cells.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Several classes per scene&lt;/b&gt;: a cell gets every class that covers at least the smallest share of its labels. Otherwise it gets only the class that covers most of them.&lt;/p&gt;&lt;p&gt;The model appears at once in 'Classify scenes'. Its report.txt gives the accuracy on scenes of held-out places: overall accuracy and confusion matrix, or average precision and F1 of each class. For large collections, fine-tune a whole network instead.&lt;/p&gt;</source>
   <translation>&lt;p&gt;训练一个为整幅影像或网格单元赋予一个或多个类别的模型。内置模型查看每个像元；其特征的均值和离散度描述一个场景，并据此拟合一个小型分类器。只需数分钟，无需显卡。&lt;/p&gt;&lt;p&gt;&lt;b&gt;场景&lt;/b&gt;：每类一个栅格文件夹的文件夹；含 path 和 labels 列（多个以 ‘;’ 分隔）或每类一列 0/1，并可选 group 和 split 列的 CSV；或带标注多边形的栅格，会被切成方形单元。&lt;/p&gt;&lt;p&gt;&lt;b&gt;每个场景多个类别&lt;/b&gt;：凡覆盖单元标注最小比例的类别均计入；否则只计覆盖最多的类别。&lt;/p&gt;&lt;p&gt;模型会立即出现在“场景分类”中。其 report.txt 给出留出地点场景上的精度：总体精度和混淆矩阵，或各类的平均精确率和 F1。对于大型数据集，请改为微调整个网络。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>&lt;p&gt;Trains a model that separates the changes you are interested in from other differences, such as season, illumination or another sensor. The bundled model computes features of both dates, and a linear head is fitted to their differences. This takes minutes and needs no graphics card.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Known changes&lt;/b&gt;: a raster with 0 for no change, other numbers for change, and no data or 255 where it is not known, on any grid; or points or polygons with a field that holds 0 and 1, or texts such as &lt;i&gt;no change&lt;/i&gt;. For several pairs: a CSV with the columns before, after and changes, and optionally group and split (train, test).&lt;/p&gt;&lt;p&gt;Choose the model in &lt;i&gt;Detect change between two dates&lt;/i&gt; or &lt;i&gt;Map a series of dates&lt;/i&gt;. Its report.txt gives F1, precision and recall on held-out places, and those of the detection without training on the same pixels. Use the model only if it is better. To train a whole network for change, use training/finetune_task.py.&lt;/p&gt;</source>
   <translation>&lt;p&gt;学习两个日期之间哪些差异在您看来是变化，哪些不是：季节、光照、另一传感器。内置模型观察两个日期；在其特征差异上拟合线性分类头。只需几分钟，不需要显卡。&lt;/p&gt;&lt;p&gt;&lt;b&gt;已知变化&lt;/b&gt;：栅格，0 为无变化，其他数字为变化，无数据或 255 为未知，网格任意；或点与多边形，字段为 0 和 1，或 &lt;i&gt;no change&lt;/i&gt; 之类的文字。多个影像对：含 before、after、changes 列的 CSV，可另有 group 和 split（train、test）。&lt;/p&gt;&lt;p&gt;在&lt;i&gt;检测两个日期之间的变化&lt;/i&gt;或&lt;i&gt;对一系列日期制图&lt;/i&gt;中选择该模型。其 report.txt 给出留出地点上的 F1、精确率和召回率，以及同一批像元上未经训练的检测结果：只有更好时才使用该模型。要训练整个网络，请用 training/finetune_task.py 微调。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>&lt;p&gt;Trains a whole network on your own labels: a class for each pixel, or one or several classes for whole images. This needs many labels from many places and takes minutes to hours. If you have few labels, use 'Train on your own classes' or 'Train on labelled scenes'.&lt;/p&gt;&lt;p&gt;The engine needs PyTorch: choose &lt;i&gt;Processor, with fine-tuning&lt;/i&gt; when you set up the engine.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Pixels&lt;/b&gt;: a folder of images, and a folder of &lt;b&gt;masks&lt;/b&gt; with the same names and class numbers from 1 (0 for no label); or a raster with &lt;b&gt;labels&lt;/b&gt;, points or polygons.&lt;br&gt;&lt;b&gt;Images&lt;/b&gt;: a folder with one folder of rasters per class; a CSV with the columns path and labels; or a raster with labelled polygons and the &lt;b&gt;side of a cell&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;A fifth of the places is held out. Training stops when the accuracy there no longer rises; the model's report.txt gives this accuracy. A cancelled run continues where it stopped if you run it again with the same values.&lt;/p&gt;&lt;p&gt;The model appears at once in 'Classify land cover' or 'Classify scenes'.&lt;/p&gt;</source>
   <translation>&lt;p&gt;用您自己的标注训练网络的全部权重：为每个像元给出一个类别，或为整幅影像给出一个或多个类别。这需要许多地点的大量标注，耗时数分钟到数小时；标注较少时，请使用“用您自己的类别训练”或“用已标注场景训练”。&lt;/p&gt;&lt;p&gt;引擎中需要 PyTorch：安装引擎时请选择&lt;i&gt;处理器，含微调功能&lt;/i&gt;。&lt;/p&gt;&lt;p&gt;&lt;b&gt;像元&lt;/b&gt;：影像文件夹，以及同名&lt;b&gt;掩膜&lt;/b&gt;的文件夹，类别编号从 1 开始（0 表示无标注）；或带&lt;b&gt;标注&lt;/b&gt;（点或多边形）的栅格。&lt;br&gt;&lt;b&gt;影像&lt;/b&gt;：每类一个栅格子文件夹的文件夹；含 path 和 labels 列的 CSV；或带标注多边形的栅格及&lt;b&gt;单元边长&lt;/b&gt;。&lt;/p&gt;&lt;p&gt;五分之一的地点被留出：当其上的精度不再提高时训练停止，模型的 report.txt 给出该精度。取消的运行在以相同参数再次运行时从原处继续。&lt;/p&gt;&lt;p&gt;模型会立即出现在“土地覆盖分类”或“场景分类”中。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>&lt;p&gt;Writes a colour picture of a raster or product, also of products that QGIS itself cannot open.&lt;/p&gt;&lt;p&gt;&lt;b&gt;best&lt;/b&gt;: true colour if the bands allow it, otherwise colour infrared, otherwise long, middle and short wavelengths.&lt;br&gt;&lt;b&gt;true_colour&lt;/b&gt;: 660, 560 and 480 nm as red, green and blue.&lt;br&gt;&lt;b&gt;infrared&lt;/b&gt;: 850, 660 and 560 nm; vegetation is red.&lt;br&gt;&lt;b&gt;shortwave&lt;/b&gt;: 1650, 850 and 660 nm; vegetation is green, bare ground pink, water dark.&lt;/p&gt;&lt;p&gt;Each band is stretched from its 2nd to its 98th percentile. The picture has the raster's own pixels; a product in sensor geometry is georeferenced.&lt;/p&gt;</source>
   <translation>&lt;p&gt;写出栅格或产品的彩色图像，也适用于 QGIS 无法打开的产品。&lt;/p&gt;&lt;p&gt;&lt;b&gt;best&lt;/b&gt;：波段允许时为真彩色，否则为彩色红外，再否则为长、中、短波长。&lt;br&gt;&lt;b&gt;true_colour&lt;/b&gt;：660、560 和 480 nm 作为红、绿、蓝。&lt;br&gt;&lt;b&gt;infrared&lt;/b&gt;：850、660 和 560 nm；植被为红色。&lt;br&gt;&lt;b&gt;shortwave&lt;/b&gt;：1650、850 和 660 nm；植被为绿色，裸地为粉色，水体为深色。&lt;/p&gt;&lt;p&gt;每个波段从第 2 到第 98 百分位拉伸。图像使用栅格自身的像元；传感器几何产品会进行地理配准。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>&lt;p&gt;Writes the features of a model as a raster, for clustering, classification or regression of your own. Features describe a pixel together with its neighbourhood.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: the bundled model gives 96 features per pixel on the raster's own grid; an imported encoder of SpecAware or SpectralGPT gives one vector per patch.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Picture&lt;/b&gt;: the first three principal components in red, green and blue. They are computed from a fixed sample of the whole raster, so other extents of the same raster have the same colours.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Features&lt;/b&gt;: a large file, 4 bytes per feature and pixel before compression. The report beside it (.json) names the device that was used.&lt;/p&gt;</source>
   <translation>&lt;p&gt;将模型特征写为栅格，供您自己的聚类、分类或回归使用。特征描述像元及其邻域。&lt;/p&gt;&lt;p&gt;&lt;b&gt;模型&lt;/b&gt;：内置模型在栅格自身的网格上为每个像元给出 96 个特征；导入的 SpecAware 或 SpectralGPT 编码器每个图像块给出一个向量。&lt;/p&gt;&lt;p&gt;&lt;b&gt;图像&lt;/b&gt;：以红、绿、蓝显示前三个主成分。它们由整个栅格的固定样本计算，因此同一栅格的其他范围颜色相同。&lt;/p&gt;&lt;p&gt;&lt;b&gt;特征&lt;/b&gt;：文件较大，压缩前每个特征每像元 4 字节。旁边的报告 (.json) 说明所用设备。&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>A class named '{}' exists already: choose another name.</source>
   <translation>已存在名为“{}”的类别：请选择其他名称。</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>A model named '{}' exists already: choose another name.</source>
   <translation>已存在名为“{}”的模型：请选择其他名称。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>A package differs from the tested one (its hash does not match), so nothing was kept: check where pip gets its packages.</source>
   <translation>某个软件包与测试过的不同（哈希值不符），因此未保留任何内容：请检查 pip 的软件包来源。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>A package is not available for this Python and system ({}): choose another Python (specaware/basePython in QGIS's advanced settings), or a folder that has it.</source>
   <translation>此 Python 和系统没有可用的软件包（{}）：请选择其他 Python（QGIS 高级设置中的 specaware/basePython），或包含它的文件夹。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>A product's folder, or a folder of rasters</source>
   <translation>产品文件夹或栅格文件夹</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>About this model: what it maps, how well, and where it fails</source>
   <translation>关于此模型：制图内容、精度以及不适用之处</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>About this model…</source>
   <translation>关于此模型…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Accuracy</source>
   <translation>精度</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Accuracy (CSV table)</source>
   <translation>精度（CSV 表格）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Accuracy (HTML)</source>
   <translation>精度（HTML）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Accuracy (JSON)</source>
   <translation>精度（JSON）</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Accuracy on held-out labels (%)</source>
   <translation>留出标注上的精度 (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/finetune.py" />
   <source>Accuracy, or mean average precision, on held-out places (%)</source>
   <translation>留出地点上的精度或平均精确率均值（%）</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/train_scene.py" />
   <source>Accuracy, or mean average precision, on held-out scenes (%)</source>
   <translation>留出场景上的精度或平均精确率均值 (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Acquired</source>
   <translation>获取时间</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Active layer</source>
   <translation>当前图层</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Add a class (Insert)</source>
   <translation>添加类别 (Insert)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Add a class first, then label it.</source>
   <translation>请先添加类别，再进行标注。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Add a model folder…</source>
   <translation>添加模型文件夹…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Add labels where the map is wrong, then train again.</source>
   <translation>在地图有误处添加标注，然后重新训练。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Add two classes or more.</source>
   <translation>请添加两个或更多类别。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>All settings and the table of bands</source>
   <translation>所有设置和波段表</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Allow rasters to read other folders (SpecAware)</source>
   <translation>允许栅格读取其他文件夹 (SpecAware)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Also draw the library spectrum with the smallest spectral angle, scaled to the selected spectrum</source>
   <translation>同时绘制光谱角最小的库光谱，并缩放到所选光谱</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Also write</source>
   <translation>同时写出</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Also write {}</source>
   <translation>同时写出{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Angle</source>
   <translation>角度</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/care.py" />
   <source>Another QGIS window is setting up or removing the engine: wait until it has finished, then try again.</source>
   <translation>另一个 QGIS 窗口正在安装或删除引擎：请等待其完成后重试。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Any sensor with {} or more bands between {:.0f} and {:.0f} nm, level {}.</source>
   <translation>任何具有 {} 个或更多波段、波长介于 {:.0f} 与 {:.0f} nm、级别 {} 的传感器。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Architecture</source>
   <translation>架构</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Area</source>
   <translation>面积</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Areas by date as a page</source>
   <translation>按日期的面积（页面）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Areas of each transition</source>
   <translation>各类转变的面积</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Assess the accuracy of a map</source>
   <translation>评价地图的精度</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Attention heads, if the size is not a published one</source>
   <translation>注意力头数（尺寸非已发布时）</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/parts/spectrum_plot.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Band</source>
   <translation>波段</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/parts/spectrum_plot.py" />
   <source>Band {}</source>
   <translation>波段 {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Bands</source>
   <translation>波段</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Bands (HTML)</source>
   <translation>波段（HTML）</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Bands (JSON)</source>
   <translation>波段（JSON）</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Bands of {}</source>
   <translation>{} 的波段</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Bands without a centre are left out: {}.</source>
   <translation>没有中心波长的波段将被排除：{}。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Bands…</source>
   <translation>波段…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Batch runs and the command line then use these settings too</source>
   <translation>批处理和命令行也将使用这些设置</translation>
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
   <translation>取消</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <location filename="../../plugin/results/maps.py" />
   <source>Cells</source>
   <translation>单元</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Centre, nm</source>
   <translation>中心，nm</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Centres outside {:.0f} to {:.0f} nm: {}. Is the unit correct?</source>
   <translation>超出 {:.0f} 至 {:.0f} nm 的中心波长：{}。单位是否正确？</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Centres that occur more than once: {}, the first at {:g} nm.</source>
   <translation>重复的中心波长：{}，第一个为 {:g} nm。</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Change</source>
   <translation>变化</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Change threshold (probability)</source>
   <translation>变化阈值（概率）</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/detect_change.py" />
   <source>Changed pixels (%)</source>
   <translation>变化像元 (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Checking that the engine runs</source>
   <translation>正在检查引擎能否运行</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Checking the network settings</source>
   <translation>正在检查网络设置</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/settings_wrapper.py" />
   <source>Choose a raster first.</source>
   <translation>请先选择栅格。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Choose rasters or product files</source>
   <translation>选择栅格或产品文件</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Class</source>
   <translation>类别</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Class areas</source>
   <translation>类别面积</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Class map</source>
   <translation>类别图</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>Class prior</source>
   <translation>类别先验</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Class {}</source>
   <translation>类别 {}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Classes</source>
   <translation>类别</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Classes of their own</source>
   <translation>单独类别</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Classes: names separated by commas, or a text file</source>
   <translation>类别：以逗号分隔的名称，或文本文件</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Classifier to keep</source>
   <translation>保留的分类器</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>Classify land cover</source>
   <translation>土地覆盖分类</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>Classify scenes (whole image or grid cells)</source>
   <translation>场景分类（整幅影像或网格单元）</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Clear the list</source>
   <translation>清空列表</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Click a band, or drag over several, to select them in the table</source>
   <translation>单击一个波段或拖过多个波段，在表中选中它们</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Click a raster on the map to see its spectrum.</source>
   <translation>单击地图上的栅格以查看其光谱。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Click the corners on the map. Right-click or Enter finishes the polygon, Esc discards it.</source>
   <translation>在地图上单击各顶点。右键或 Enter 完成多边形，Esc 放弃。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Click the map to see class, probabilities, fractions and spectrum of a pixel</source>
   <translation>单击地图查看像元的类别、概率、比例和光谱</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Click the map: each click labels a pixel</source>
   <translation>单击地图：每次单击标注一个像元</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Clouds</source>
   <translation>云</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Clouds and their shadows, from the product's quality layers or by their spectra</source>
   <translation>云及云影，来自产品的质量图层或由光谱检验得出</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Clouds: no data (nodata), own classes (class), or mapped like the ground (keep)</source>
   <translation>云：无数据 (nodata)、单独类别 (class) 或按地面处理 (keep)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Colour composite</source>
   <translation>彩色合成</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>Colour infrared</source>
   <translation>彩色红外</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Colour infrared (SpecAware)</source>
   <translation>彩色红外 (SpecAware)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Colour of '{}'</source>
   <translation>“{}”的颜色</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Colour of the class</source>
   <translation>类别颜色</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Compare</source>
   <translation>比较</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Compare by</source>
   <translation>比较方式</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Compares a class map with points or polygons of known class: confusion matrix, accuracies, areas.</source>
   <translation>将类别图与已知类别的点或多边形比较：混淆矩阵、精度、面积。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Comparing…</source>
   <translation>正在比较…</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Composite</source>
   <translation>合成</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Confidence</source>
   <translation>置信度</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Confirm</source>
   <translation>确认</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Confirm this value, so that nothing is guessed</source>
   <translation>确认此值，避免任何猜测</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Confirm:</source>
   <translation>请确认：</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Cover fractions</source>
   <translation>覆盖比例</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Creating an environment in {} with {}</source>
   <translation>正在 {} 中用 {} 创建环境</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Creating the Python environment</source>
   <translation>正在创建 Python 环境</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Current map view</source>
   <translation>当前地图视图</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Date '{}' is not valid: enter it like 2024-06-30 or 2024-06-30T10:15:00.</source>
   <translation>日期“{}”无效：请按 2024-06-30 或 2024-06-30T10:15:00 的格式输入。</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Dates, e.g. 2023-05-31,2024-05-31 (empty: from metadata or names)</source>
   <translation>日期，例如 2023-05-31,2024-05-31（留空：取自元数据或名称）</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Description</source>
   <translation>说明</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Detect change between two dates</source>
   <translation>检测两个日期之间的变化</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/finetune.py" />
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>Device</source>
   <translation>设备</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Device (the log and the report name the one that was used)</source>
   <translation>设备（日志和报告会说明实际使用的设备）</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Discard all settings entered here</source>
   <translation>放弃此处输入的所有设置</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Done</source>
   <translation>完成</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Downloading {}</source>
   <translation>正在下载 {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Drag a divider across the map: this map on the left, the other layer on the right. The arrow keys move it too.</source>
   <translation>在地图上拖动分隔线：左侧为此地图，右侧为另一图层。也可用方向键移动。</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Draw a sample to assess a map</source>
   <translation>为评价地图抽取样本</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Draws random points within each class of a map, as many as are needed.</source>
   <translation>在地图的每个类别内随机抽取所需数量的点。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/companions.py" />
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Drop a raster on the SpecAware panel first.</source>
   <translation>请先将栅格拖放到 SpecAware 面板上。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Drop a raster, a product or a layer on the panel. If the file lacks something the model needs, the panel asks for it. To train on your own classes, use the button with three dots beside the model.</source>
   <translation>将栅格、产品或图层拖放到面板上。若文件缺少模型所需的信息，面板会询问。要用您自己的类别训练，请使用模型旁带三个点的按钮。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>Drop more, or click to browse</source>
   <translation>继续拖放，或单击浏览</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>Drop rasters here, or press Enter to browse</source>
   <translation>将栅格拖放到此处，或按 Enter 浏览</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>End the tour</source>
   <translation>结束引导</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>Enter a name for the class.</source>
   <translation>请输入类别名称。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Everything is mapped. To map again, change the model, the area or the settings, or right-click an entry.</source>
   <translation>已全部制图。要重新制图，请更改模型、范围或设置，或右键单击某个条目。</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Expected user's accuracy (empty: 0.8)</source>
   <translation>预期用户精度（留空：0.8）</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Export…</source>
   <translation>导出…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Extent</source>
   <translation>范围</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Extent to map (whole raster if empty)</source>
   <translation>制图范围（留空：整个栅格）</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/train_change.py" />
   <source>F1 of changed pixels on held-out places (%)</source>
   <translation>留出地点上变化像元的 F1（%）</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>FWHM, nm</source>
   <translation>FWHM，nm</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>FWHM: {}</source>
   <translation>FWHM：{}</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Features</source>
   <translation>特征</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Field with the change (0, no, unchanged: no change)</source>
   <translation>说明是否变化的字段（0、no、unchanged：无变化）</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_layer_dialog.py" />
   <source>Field with the class</source>
   <translation>含有类别的字段</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>File</source>
   <translation>文件</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>Files (GeoTIFF, ENVI, EnMAP METADATA.XML, PRISMA he5, EMIT nc, …), folders, layers from the layer tree, addresses of GeoTIFFs on the web (also with Ctrl+V)</source>
   <translation>文件（GeoTIFF、ENVI、EnMAP METADATA.XML、PRISMA he5、EMIT nc 等）、文件夹、图层树中的图层、网络上 GeoTIFF 的地址（也可用 Ctrl+V 粘贴）</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Files…</source>
   <translation>文件…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Find similar</source>
   <translation>查找相似</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Find similar pixels</source>
   <translation>查找相似像元</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Finds what changed between two rasters, also from two sensors, and from which class to which.</source>
   <translation>找出两幅栅格（也可来自两个传感器）之间的变化，以及哪一类变成了哪一类。</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Fine-tune a network</source>
   <translation>微调网络</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/support.py" />
   <source>Folder '{}' is not writable: choose another output.</source>
   <translation>文件夹“{}”不可写：请选择其他输出。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Folder of a model (with its card.json)</source>
   <translation>模型文件夹（含 card.json）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Folder of the maps</source>
   <translation>地图文件夹</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Folder of the model</source>
   <translation>模型文件夹</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Folder of the model (empty: your model folder)</source>
   <translation>模型文件夹（留空：您的模型文件夹）</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Folder of wheels</source>
   <translation>安装包 (wheel) 文件夹</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Folder…</source>
   <translation>文件夹…</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>From-to classes</source>
   <translation>变化前后的类别</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Further rasters with labels</source>
   <translation>其他带标注的栅格</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/scene/report.py" />
   <source>Geometry</source>
   <translation>几何</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>Graphics card (DirectML)</source>
   <translation>显卡 (DirectML)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Grid</source>
   <translation>网格</translation>
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
   <translation>其 95 % 置信区间的半宽 (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Help</source>
   <translation>帮助</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Hide the class of the map</source>
   <translation>隐藏地图类别</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>Image</source>
   <translation>影像</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Image below</source>
   <translation>下方影像</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Import model weights</source>
   <translation>导入模型权重</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Import weights…</source>
   <translation>导入权重…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Import…</source>
   <translation>导入…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Inspect sensor and bands</source>
   <translation>检查传感器和波段</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Installs published weights of SpecAware or SpectralGPT as a model of your own.</source>
   <translation>将已发布的 SpecAware 或 SpectralGPT 权重安装为您自己的模型。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>It is most accurate on the sensor it was trained on.</source>
   <translation>用于训练时所用的传感器时精度最高。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>It runs on: {}</source>
   <translation>运行设备：{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Its accuracy was not measured: check its maps in places you know.</source>
   <translation>其精度未经测定：请在您熟悉的地点检查其地图。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>JSON (*.json)</source>
   <translation>JSON (*.json)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Key {}</source>
   <translation>按键 {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Known changes: points or polygons</source>
   <translation>已知变化：点或多边形</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Known changes: raster (0: no change, other numbers: change)</source>
   <translation>已知变化：栅格（0 为无变化，其他数字为变化）</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Known limitations</source>
   <translation>已知局限</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Label '{}' on the map.</source>
   <translation>请在地图上标注“{}”。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <source>Label of the whole image</source>
   <translation>整幅影像的标签</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Labelled images: folder, CSV, or raster with labels</source>
   <translation>已标注影像：文件夹、CSV 或带标注的栅格</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>Labels</source>
   <translation>标注</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>Labels grid cells and the whole image with a scene model.</source>
   <translation>用场景模型标注网格单元和整幅影像。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_layer_dialog.py" />
   <source>Labels: points or polygons</source>
   <translation>标注：点或多边形</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Labels: polygons on the raster</source>
   <translation>标注：栅格上的多边形</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Land cover</source>
   <translation>土地覆盖</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Land cover {}</source>
   <translation>土地覆盖 {}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/layers.py" />
   <source>Layer '{}' is not a raster: choose a raster layer.</source>
   <translation>图层“{}”不是栅格：请选择栅格图层。</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/layers.py" />
   <source>Layer '{}' is not read from a file: export it to a GeoTIFF first.</source>
   <translation>图层“{}”不是从文件读取的：请先导出为 GeoTIFF。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Leave out</source>
   <translation>排除</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Leave the selected bands out (Delete)</source>
   <translation>排除所选波段 (Delete)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/base.py" />
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Level</source>
   <translation>级别</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Level {}</source>
   <translation>级别 {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Licence</source>
   <translation>许可</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>List of wavelengths</source>
   <translation>波长列表</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Location and disk use of the engine; set it up again or remove it</source>
   <translation>引擎的位置和磁盘占用；重新安装或删除</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Map</source>
   <translation>制图</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Map a series of dates</source>
   <translation>对一系列日期制图</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Map again</source>
   <translation>重新制图</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Map how similar each pixel of the raster is to the picked pixels, including their neighbourhood</source>
   <translation>绘制栅格每个像元与所选像元（含邻域）的相似程度</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Map land cover with SpecAware</source>
   <translation>用 SpecAware 制作土地覆盖图</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Map land cover…</source>
   <translation>制作土地覆盖图…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Map layer</source>
   <translation>地图图层</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Map of all dates</source>
   <translation>所有日期的地图</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Map the sample</source>
   <translation>对示例制图</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Map the sample, a small simulated EnMAP scene. It takes a few seconds.</source>
   <translation>对示例（一小幅模拟的 EnMAP 场景）制图，只需几秒。</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Map {} rasters</source>
   <translation>
    <numerusform>对 {} 个栅格制图</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Mapped like the ground</source>
   <translation>按地面处理</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>Mapped on: {}</source>
   <translation>制图设备：{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Mapped, outside the map view: {}</source>
   <translation>已制图，位于地图视图之外：{}</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/progress.py" />
   <source>Mapping</source>
   <translation>正在制图</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Maps how similar each pixel is to points, polygons or library spectra, in percent.</source>
   <translation>以百分比绘制每个像元与点、多边形或库光谱的相似程度。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>Maps land cover as polygons with class, area and mean confidence.</source>
   <translation>以多边形形式制作土地覆盖图，含类别、面积和平均置信度。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>Maps land cover from any hyperspectral or multispectral raster.</source>
   <translation>由任意高光谱或多光谱栅格制作土地覆盖图。</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Maps land cover on several dates, the changes between them, and the areas of the classes.</source>
   <translation>制作多个日期的土地覆盖图、日期之间的变化图，并给出各类面积。</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Masks: folder of rasters with the names of the images</source>
   <translation>掩膜：与影像同名的栅格文件夹</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Match: label=class,label=class</source>
   <translation>匹配：标注=类别,标注=类别</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Measured with</source>
   <translation>测定方法</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Memory ceiling in MB (0: automatic)</source>
   <translation>内存上限，MB（0：自动）</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>Minimum area in square metres</source>
   <translation>最小面积（平方米）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Minimum points per class</source>
   <translation>每类最少点数</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Model</source>
   <translation>模型</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>Model '{}' comes with the plugin: it cannot be removed.</source>
   <translation>模型“{}”随插件提供：不能删除。</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>Model '{}' comes with the plugin: it cannot be renamed.</source>
   <translation>模型“{}”随插件提供：不能重命名。</translation>
  </message>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source>Model '{}' is not made for {}: choose another one.</source>
   <translation>模型“{}”不适用于 {}：请选择其他模型。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/companions.py" />
   <source>Model '{}' is trained: press Map when the running maps are finished.</source>
   <translation>模型“{}”已训练：当前制图完成后请点击“制图”。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Model '{}' was added to the list of models.</source>
   <translation>模型“{}”已加入模型列表。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/import_model.py" />
   <source>Model card</source>
   <translation>模型卡片</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Model card (card.json) of a model that is not installed</source>
   <translation>未安装模型的卡片 (card.json)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Model {}</source>
   <translation>模型 {}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <source>Model {}, device {}</source>
   <translation>模型 {}，设备 {}</translation>
  </message>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source>Models</source>
   <translation>模型</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>More options</source>
   <translation>更多选项</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Most similar</source>
   <translation>最相似</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>NVIDIA graphics card (CUDA)</source>
   <translation>NVIDIA 显卡 (CUDA)</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/import_model.py" />
   <source>Name of the installed model</source>
   <translation>已安装模型的名称</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/own_models.py" />
   <source>Name of the model</source>
   <translation>模型名称</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Name of the model (empty: named after the input)</source>
   <translation>模型名称（留空：按输入命名）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Name of the model (empty: the name of the file)</source>
   <translation>模型名称（留空：文件名）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Names of the masks' classes, separated by commas</source>
   <translation>掩膜中各类别的名称，以逗号分隔</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Nearest library spectrum</source>
   <translation>最接近的库光谱</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Network</source>
   <translation>网络</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>New to SpecAware?</source>
   <translation>初次使用 SpecAware？</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/environment.py" />
   <source>No 64-bit Python 3.9 or newer with 'venv' was found: install one (on Debian: the package python3-venv).</source>
   <translation>未找到带有 “venv” 的 64 位 Python 3.9 或更高版本：请安装（Debian 上为软件包 python3-venv）。</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>No band is in use: switch some on.</source>
   <translation>没有使用任何波段：请启用一些波段。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>No data</source>
   <translation>无数据</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>No field was chosen: choose the attribute with the class.</source>
   <translation>未选择字段：请选择含有类别的属性。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/train_change.py" />
   <source>No known changes were given: choose a raster of changes, or points or polygons.</source>
   <translation>没有给出已知变化：请选择变化栅格，或点、多边形。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>No labels were chosen: choose a layer of points or polygons.</source>
   <translation>未选择标注：请选择点或多边形图层。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>No map yet: map a raster in the SpecAware panel.</source>
   <translation>尚无地图：请在 SpecAware 面板中对栅格制图。</translation>
  </message>
  <message>
   <location filename="../../plugin/catalog.py" />
   <source>No model for {} is installed: import one with 'Import model weights'.</source>
   <translation>没有安装用于 {} 的模型：请用“导入模型权重”导入。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>No model is installed: install the plugin again.</source>
   <translation>没有安装模型：请重新安装插件。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>No output was chosen: choose one.</source>
   <translation>未选择输出：请选择一个。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>No raster is chosen: drop one on the panel first.</source>
   <translation>未选择栅格：请先拖放一个到面板上。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/base.py" />
   <source>No raster was chosen: choose a raster layer, a file or a product.</source>
   <translation>未选择栅格：请选择栅格图层、文件或产品。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>No working engine was found: set it up.</source>
   <translation>未找到可用的引擎：请安装。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>No-data value of all bands</source>
   <translation>所有波段的无数据值</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Not now</source>
   <translation>暂不</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Not set up.</source>
   <translation>未安装。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>Nothing to search for was given: choose points, pixels or a spectral library.</source>
   <translation>未给出要查找的内容：请选择点、像元或光谱库。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Nothing was read.</source>
   <translation>未读取任何内容。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/change/map_series.py" />
   <source>Number of dates</source>
   <translation>日期数</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/embed.py" />
   <source>Number of features</source>
   <translation>特征数</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Offset</source>
   <translation>偏移</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Offset {:g}</source>
   <translation>偏移 {:g}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Offset: added after the scale, e.g. -0.1 for Sentinel-2 since 2022</source>
   <translation>偏移：在比例之后相加，例如 2022 年以来的 Sentinel-2 为 -0.1</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Only rasters that are stored in files can be mapped.</source>
   <translation>只能对存储在文件中的栅格制图。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Opacity</source>
   <translation>不透明度</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Open folder</source>
   <translation>打开文件夹</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Open the report</source>
   <translation>打开报告</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Origin</source>
   <translation>来源</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Other map</source>
   <translation>另一地图</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/support.py" />
   <source>Output '{}' must end in {}: change its name.</source>
   <translation>输出“{}”必须以 {} 结尾：请更改名称。</translation>
  </message>
  <message>
   <location filename="../../backend/job/spec.py" />
   <source>Output of an imported model (empty: the deepest)</source>
   <translation>导入模型的输出（留空：最深层）</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/assess.py" />
   <source>Overall accuracy of the map (%)</source>
   <translation>地图的总体精度 (%)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Paste</source>
   <translation>粘贴</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Paste wavelengths, one per line, with FWHM if known (Ctrl+V)</source>
   <translation>粘贴波长，每行一个，如已知可附 FWHM (Ctrl+V)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Picked spectra</source>
   <translation>拾取的光谱</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Picture</source>
   <translation>图像</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Picture of the features</source>
   <translation>特征图像</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Pixel</source>
   <translation>像元</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Pixel size</source>
   <translation>像元大小</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Pixels</source>
   <translation>像元</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>Pixels to search for: x,y; x,y</source>
   <translation>要查找的像元：x,y; x,y</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/find_similar.py" />
   <source>Pixels with 50 % or more</source>
   <translation>50 % 及以上的像元</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Point</source>
   <translation>点</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Points</source>
   <translation>点</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/draw_sample.py" />
   <source>Points drawn</source>
   <translation>已抽取的点</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Points in total (0: as many as needed)</source>
   <translation>总点数（0：按需要）</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/draw_sample.py" />
   <source>Points needed for the target standard error</source>
   <translation>达到目标标准误所需的点数</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Points or polygons to search for</source>
   <translation>要查找的点或多边形</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Points per class (0: from the total)</source>
   <translation>每类点数（0：由总数决定）</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Polygons</source>
   <translation>多边形</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>Precision</source>
   <translation>数值精度</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Precision (auto: the fastest one on this processor that keeps the classes)</source>
   <translation>数值精度（auto：在此处理器上保持类别不变的最快者）</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>Press 'Pixel' and click the map to see its values and the spectrum there.</source>
   <translation>点击“像元”，再单击地图查看该处的数值和光谱。</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Probabilities</source>
   <translation>概率</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Probability of change</source>
   <translation>变化概率</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Processing level (L1: at sensor, L2: surface)</source>
   <translation>处理级别（L1：传感器处，L2：地表）</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>Processor</source>
   <translation>处理器</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Processor threads (0: automatic)</source>
   <translation>处理器线程数（0：自动）</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/variants.py" />
   <source>Processor, with fine-tuning (PyTorch)</source>
   <translation>处理器，含微调功能（PyTorch）</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Python of an environment with the engine's packages</source>
   <translation>含有引擎软件包的环境的 Python</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>QGIS cannot communicate with the engine: restart QGIS.</source>
   <translation>QGIS 无法与引擎通信：请重启 QGIS。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/network.py" />
   <source>QGIS uses a SOCKS proxy, which pip does not support: set the variable HTTPS_PROXY to an HTTP proxy, or set up from a folder of wheels.</source>
   <translation>QGIS 使用 SOCKS 代理，pip 不支持：请将变量 HTTPS_PROXY 设为 HTTP 代理，或从安装包文件夹安装。</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Quantity</source>
   <translation>物理量</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Random seed</source>
   <translation>随机种子</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Rare classes are mapped less accurately than common ones: compare mIoU with overall accuracy.</source>
   <translation>稀有类别的制图精度低于常见类别：请比较 mIoU 与总体精度。</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Raster</source>
   <translation>栅格</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/base.py" />
   <source>Raster '{}' does not exist or cannot be opened: check the path.</source>
   <translation>栅格“{}”不存在或无法打开：请检查路径。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Raster layer, file or product</source>
   <translation>栅格图层、文件或产品</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Raster of one date</source>
   <translation>某一日期的栅格</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Raster of the first date</source>
   <translation>第一个日期的栅格</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Raster of the first date, or CSV of pairs</source>
   <translation>第一个日期的栅格，或影像对的 CSV</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Raster of the second date</source>
   <translation>第二个日期的栅格</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Raster of the second date (not with a CSV of pairs)</source>
   <translation>第二个日期的栅格（使用影像对 CSV 时不需要）</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Rasters and products to map</source>
   <translation>要制图的栅格和产品</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>Rasters of the other dates</source>
   <translation>其他日期的栅格</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Rasters to map</source>
   <translation>要制图的栅格</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Read again</source>
   <translation>重新读取</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Read wavelengths from a CSV, text or JSON file or ENVI header</source>
   <translation>从 CSV、文本、JSON 文件或 ENVI 头文件读取波长</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>Reading was cancelled: drop the raster again.</source>
   <translation>读取已取消：请重新拖放栅格。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/entries.py" />
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>Reading…</source>
   <translation>正在读取…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Recall</source>
   <translation>召回率</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <location filename="../../plugin/widgets/training/label_spectra.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>Reflectance</source>
   <translation>反射率</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>Remove</source>
   <translation>移除</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Remove class '{1}' and its {0} labels?</source>
   <translation>
    <numerusform>移除类别“{1}”及其 {0} 个标注？</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove from the list…</source>
   <translation>从列表中移除…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove model '{}' and delete its folder?
{}</source>
   <translation>移除模型“{}”并删除其文件夹？
{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove model '{}' from the list? Its folder is kept:
{}</source>
   <translation>将模型“{}”从列表中移除？其文件夹会保留：
{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Remove the class and its labels (Delete)</source>
   <translation>移除类别及其标注 (Delete)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Remove the last label (Ctrl+Z)</source>
   <translation>移除最后一个标注 (Ctrl+Z)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Remove the selected spectrum, or all</source>
   <translation>移除所选光谱，或全部</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Remove…</source>
   <translation>移除…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Rename model</source>
   <translation>重命名模型</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Rename the class (F2)</source>
   <translation>重命名类别 (F2)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>Rename…</source>
   <translation>重命名…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Repair…</source>
   <translation>修复…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/import_model.py" />
   <source>Replace a model of that name</source>
   <translation>替换同名模型</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Report</source>
   <translation>报告</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/assess.py" />
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <location filename="../../plugin/algorithms/mapping/map_job.py" />
   <source>Report: {}</source>
   <translation>报告：{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Reset to the file</source>
   <translation>恢复为文件中的值</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/setup_box.py" />
   <source>Run on</source>
   <translation>运行设备</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>S&amp;cale</source>
   <translation>比例(&amp;C)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/accuracy/draw_sample.py" />
   <source>Sample of {}</source>
   <translation>{} 的样本</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>Sampling design</source>
   <translation>抽样设计</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Save beside the raster</source>
   <translation>保存在栅格旁</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Save in</source>
   <translation>保存到</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Save the bands</source>
   <translation>保存波段</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Save the spectra</source>
   <translation>保存光谱</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Scale</source>
   <translation>比例</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Scale and pixel size must be greater than 0.</source>
   <translation>比例和像元大小必须大于 0。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Scale {:g}</source>
   <translation>比例 {:g}</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Scale: physical value = stored value x scale + offset</source>
   <translation>比例：物理值 = 存储值 x 比例 + 偏移</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Scenes: a folder per class, a CSV, or a raster with labels</source>
   <translation>场景：每类一个文件夹、CSV，或带标注的栅格</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <source>Score of that label</source>
   <translation>该标签的得分</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>Scores of the cells</source>
   <translation>单元得分</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify_scene.py" />
   <source>Scores of the whole image</source>
   <translation>整幅影像得分</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>Segment land cover (polygons)</source>
   <translation>土地覆盖分割（多边形）</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <location filename="../../plugin/results/maps.py" />
   <source>Segments</source>
   <translation>分割</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Select a raster layer in the layer tree first.</source>
   <translation>请先在图层树中选择栅格图层。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/base.py" />
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <location filename="../../plugin/scene/report.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Sensor</source>
   <translation>传感器</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>Sensor and bands (SpecAware)…</source>
   <translation>传感器和波段 (SpecAware)…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Sensor and bands of {}</source>
   <translation>{} 的传感器和波段</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/sensor/settings_wrapper.py" />
   <source>Sensor and bands…</source>
   <translation>传感器和波段…</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Sensor geometry: georeference the map (map) or leave it as measured (sensor)</source>
   <translation>传感器几何：对地图进行地理配准 (map) 或保持测量时的几何 (sensor)</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Sensor settings and bands</source>
   <translation>传感器设置和波段</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Sensor settings…</source>
   <translation>传感器设置…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Sensors</source>
   <translation>传感器</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>Set up again</source>
   <translation>重新安装</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Set up from a folder of wheels (offline)…</source>
   <translation>从安装包文件夹安装（离线）…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/setup_box.py" />
   <source>Set up the engine</source>
   <translation>安装引擎</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>Set up…</source>
   <translation>安装…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Setting up the engine. This takes one to two minutes.</source>
   <translation>正在安装引擎，需要一到两分钟。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Setting up the engine. {}…</source>
   <translation>正在安装引擎。{}…</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>Several classes per scene</source>
   <translation>每个场景多个类别</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Share</source>
   <translation>占比</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Share of places held out</source>
   <translation>留出地点的比例</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/class_areas.py" />
   <source>Share of the class with this name on the compared map</source>
   <translation>对比地图中同名类别的占比</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/class_list.py" />
   <source>Share of the class's labels that were classified correctly when their spatial block was held out</source>
   <translation>空间块被留出时，该类标注被正确分类的比例</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>Shortwave infrared</source>
   <translation>短波红外</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Show the raster in colour below its map</source>
   <translation>在地图下方以彩色显示栅格</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>Shows a raster or product in colour; the bands are chosen by wavelength.</source>
   <translation>以彩色显示栅格或产品；波段按波长选择。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>Shows what was found about a raster's bands: wavelengths, widths, units, processing level.</source>
   <translation>显示找到的栅格波段信息：波长、宽度、单位、处理级别。</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Side of a cell in pixels</source>
   <translation>单元边长（像元）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Side of a cell in pixels (0: label pixels)</source>
   <translation>单元边长（像元；0：标注像元）</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Similarity</source>
   <translation>相似度</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Size</source>
   <translation>尺寸</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Smallest share of a cell's labels for a class to count</source>
   <translation>类别计入所需的单元标注最小占比</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Some bands have no centre: enter all of them, or export to CSV.</source>
   <translation>部分波段没有中心波长：请全部填写，或导出为 CSV。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <source>Source</source>
   <translation>来源</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Source: {}</source>
   <translation>来源：{}</translation>
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
   <translation>SpecAware 将在
{}
中创建自己的 Python 环境，并从 PyPI 安装以下软件包及其依赖：{}（下载约 {} MB，占用磁盘 {} MB）。

不会向 QGIS 安装任何内容。您可以随时删除该文件夹。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>SpecAware's engine</source>
   <translation>SpecAware 引擎</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/environment.py" />
   <source>SpecAware's engine is not set up: open the SpecAware panel and press 'Set up', or set the variable SPECAWARE_ENGINE_PYTHON to the Python of an environment that has it.</source>
   <translation>SpecAware 引擎尚未安装：请打开 SpecAware 面板并点击“安装”，或将变量 SPECAWARE_ENGINE_PYTHON 设为含有引擎的环境的 Python。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>SpecAware's engine is not set up: open the SpecAware panel and press 'Set up'.</source>
   <translation>SpecAware 引擎尚未安装：请打开 SpecAware 面板并点击“安装”。</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware's engine…</source>
   <translation>SpecAware 引擎…</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: allow VRT and HDF5 files to read files outside their own folder</source>
   <translation>SpecAware：允许 VRT 和 HDF5 文件读取其所在文件夹之外的文件</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: click a raster on the map to see its spectrum</source>
   <translation>SpecAware：单击地图上的栅格以查看其光谱</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/similar.py" />
   <source>SpecAware: finding similar pixels</source>
   <translation>SpecAware：正在查找相似像元</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>SpecAware: making an image</source>
   <translation>SpecAware：正在生成影像</translation>
  </message>
  <message>
   <location filename="../../plugin/results/pages.py" />
   <source>SpecAware: making the report</source>
   <translation>SpecAware：正在生成报告</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: map land cover from any raster</source>
   <translation>SpecAware：由任意栅格制作土地覆盖图</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>SpecAware: mapping land cover</source>
   <translation>SpecAware：正在制作土地覆盖图</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>SpecAware: opacity, swipe, class areas and pixel values of a map</source>
   <translation>SpecAware：地图的不透明度、卷帘、类别面积和像元值</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/profiles.py" />
   <source>SpecAware: reading a spectrum</source>
   <translation>SpecAware：正在读取光谱</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>SpecAware: reading rasters</source>
   <translation>SpecAware：正在读取栅格</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>SpecAware: reading the bands</source>
   <translation>SpecAware：正在读取波段</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_spectra.py" />
   <source>SpecAware: reading the spectra of the labels</source>
   <translation>SpecAware：正在读取标注的光谱</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>SpecAware: reading {}</source>
   <translation>SpecAware：正在读取 {}</translation>
  </message>
  <message>
   <location filename="../../plugin/qgis_tasks.py" />
   <source>SpecAware: setting up the engine</source>
   <translation>SpecAware：正在安装引擎</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>SpecAware: training</source>
   <translation>SpecAware：正在训练</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Spectra of the library, separated by ; (empty: all)</source>
   <translation>光谱库中的光谱，以 ; 分隔（留空：全部）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>Spectral library</source>
   <translation>光谱库</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Spectral profile</source>
   <translation>光谱剖面</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>Starting…</source>
   <translation>正在启动…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Step 1 of 3: the raster</source>
   <translation>第 1 步（共 3 步）：栅格</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Step 2 of 3: the map</source>
   <translation>第 2 步（共 3 步）：地图</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>Step 3 of 3: your own data</source>
   <translation>第 3 步（共 3 步）：您自己的数据</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Stored values</source>
   <translation>存储值</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Sun &amp;zenith, °</source>
   <translation>太阳天顶角，°(&amp;Z)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Surfaces that match no class are still assigned to one: write 'Unknown' to see where.</source>
   <translation>不属于任何类别的地表仍会被赋予一个类别：请同时写出“未知”以查看其位置。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Swipe</source>
   <translation>卷帘</translation>
  </message>
  <message>
   <location filename="../../plugin/results/scene_cells.py" />
   <source>Table '{}' cannot be written ({}): choose another output.</source>
   <translation>无法写入表格“{}”（{}）：请选择其他输出。</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>Target standard error of the overall accuracy</source>
   <translation>总体精度的目标标准误</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>Text and headers (*.txt *.csv *.hdr *.json);;All files (*)</source>
   <translation>文本和头文件 (*.txt *.csv *.hdr *.json);;所有文件 (*)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>That point is outside the map.</source>
   <translation>该点位于地图之外。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>That point is outside the raster.</source>
   <translation>该点位于栅格之外。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The Python that the engine was created from is missing, probably because QGIS was updated.</source>
   <translation>创建引擎所用的 Python 缺失，可能是因为 QGIS 已更新。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>The card has no measured accuracy.</source>
   <translation>卡片中没有测定的精度。</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>The card of '{}' cannot be written ({}).</source>
   <translation>无法写入“{}”的卡片（{}）。</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>The centres are not in ascending order. This is allowed.</source>
   <translation>中心波长未按升序排列。这是允许的。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The certificate of the package index or proxy is not trusted: add your organisation's certificate authority in QGIS's options (Authentication), or set the variable REQUESTS_CA_BUNDLE to its file.</source>
   <translation>软件包索引或代理的证书不受信任：请在 QGIS 选项（认证）中添加您机构的证书颁发机构，或将变量 REQUESTS_CA_BUNDLE 设为其文件。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The disk is full: the engine needs about 400 MB; free some space and set up again.</source>
   <translation>磁盘已满：引擎约需 400 MB；请释放空间后重新安装。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine for '{}' could not be set up, so the one for the processor was installed instead. Reason: {}</source>
   <translation>无法安装适用于“{}”的引擎，已改为安装处理器引擎。原因：{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>The engine is not set up, so no spectrum can be read.</source>
   <translation>引擎尚未安装，因此无法读取光谱。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The engine stopped unexpectedly (code {}: {}): set it up again if this happens repeatedly.</source>
   <translation>引擎意外停止（代码 {}：{}）：若反复出现，请重新安装。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The engine was set up for an older version of SpecAware.</source>
   <translation>引擎是为旧版 SpecAware 安装的。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The engine's Python '{}' cannot be started ({}): set the engine up again.</source>
   <translation>无法启动引擎的 Python“{}”（{}）：请重新安装引擎。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The engine's Python: {}</source>
   <translation>引擎的 Python：{}</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The engine's files cannot be written: check the permissions of the QGIS profile folder, and security software that protects it.</source>
   <translation>无法写入引擎文件：请检查 QGIS 配置文件夹的权限以及保护它的安全软件。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine's folder '{}' cannot be written: {}.</source>
   <translation>无法写入引擎文件夹“{}”：{}。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/care.py" />
   <source>The engine's folder '{}' could not be removed ({}): close other QGIS windows and try again.</source>
   <translation>无法删除引擎文件夹“{}”（{}）：请关闭其他 QGIS 窗口后重试。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine's packages could not be installed</source>
   <translation>无法安装引擎的软件包</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The engine's packages were installed but do not run</source>
   <translation>引擎的软件包已安装但无法运行</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The environment could not be created</source>
   <translation>无法创建环境</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/extents.py" />
   <source>The extent cannot be expressed in the raster's CRS: give it in {}.</source>
   <translation>该范围无法用栅格的 CRS 表示：请以 {} 给出。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/declared.py" />
   <source>The file '{}' does not exist: check the path.</source>
   <translation>文件“{}”不存在：请检查路径。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/care.py" />
   <source>The folder '{}' cannot be written: check its permissions and the disk space.</source>
   <translation>无法写入文件夹“{}”：请检查其权限和磁盘空间。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The folder '{}' has no wheels (.whl): choose another one.</source>
   <translation>文件夹“{}”中没有安装包 (.whl)：请选择其他文件夹。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>The folder '{}' uses {} MB of disk space.</source>
   <translation>文件夹“{}”占用 {} MB 磁盘空间。</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>The folder of '{}' cannot be deleted ({}).</source>
   <translation>无法删除“{}”的文件夹（{}）。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>The label layer is being edited: save or discard its edits first.</source>
   <translation>标注图层正在编辑：请先保存或放弃其修改。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/support.py" />
   <source>The labels cannot be opened: save them as a GeoPackage.</source>
   <translation>无法打开标注：请另存为 GeoPackage。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_store.py" />
   <source>The labels cannot be written to '{}': choose another folder in 'Save in'.</source>
   <translation>无法将标注写入“{}”：请在“保存到”中选择其他文件夹。</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/layers.py" />
   <source>The layer does not exist or cannot be opened: choose another one.</source>
   <translation>图层不存在或无法打开：请选择其他图层。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>The list has no unit and is read as {}: is that correct?</source>
   <translation>列表没有单位，按 {} 读取：是否正确？</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The list of the engine's packages is missing: install the plugin again.</source>
   <translation>缺少引擎的软件包列表：请重新安装插件。</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <location filename="../../plugin/scene/similar.py" />
   <source>The map '{}' was written but QGIS cannot open it: check the file.</source>
   <translation>地图“{}”已写出，但 QGIS 无法打开：请检查文件。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>The map is a layer with class names and colours; the entry shows the largest classes. The report has the areas, the spectrum of each class and the bands used.</source>
   <translation>地图是带有类别名称和颜色的图层；条目显示最大的类别。报告包含面积、各类光谱和所用波段。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>The mean spectrum of each class appears here.</source>
   <translation>此处显示各类别的平均光谱。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The package index cannot be reached: check the network, the proxy in QGIS's options (Network) and PIP_INDEX_URL, or set up from a folder of wheels.</source>
   <translation>无法访问软件包索引：请检查网络、QGIS 选项（网络）中的代理和 PIP_INDEX_URL，或从安装包文件夹安装。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The package index refused the login or the request: check its address and login in PIP_INDEX_URL or in pip's settings.</source>
   <translation>软件包索引拒绝了登录或请求：请检查 PIP_INDEX_URL 或 pip 设置中的地址和登录信息。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>The point cannot be expressed in the layer's CRS: choose another one.</source>
   <translation>该点无法用图层的 CRS 表示：请选择其他点。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>The point cannot be expressed in the map's CRS: choose another one.</source>
   <translation>该点无法用地图的 CRS 表示：请选择其他点。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>The point cannot be expressed in the raster's CRS: choose another one.</source>
   <translation>该点无法用栅格的 CRS 表示：请选择其他点。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The proxy cannot be reached: check its address in QGIS's options (Network) or in HTTPS_PROXY, or set up from a folder of wheels.</source>
   <translation>无法访问代理：请检查 QGIS 选项（网络）或 HTTPS_PROXY 中的地址，或从安装包文件夹安装。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>The proxy refused the login: correct the user name and password in QGIS's options (Network) or in HTTPS_PROXY.</source>
   <translation>代理拒绝了登录：请在 QGIS 选项（网络）或 HTTPS_PROXY 中更正用户名和密码。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>The raster is in sensor geometry, so there is no spectrum for a point on the map.</source>
   <translation>栅格为传感器几何，因此地图上的点没有对应光谱。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>The raster selected in the layer tree</source>
   <translation>图层树中选中的栅格</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>The run was cancelled; nothing was written.</source>
   <translation>运行已取消；未写出任何内容。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>The sample cannot be copied: {}</source>
   <translation>无法复制示例：{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/tour.py" />
   <source>The second line of the entry shows what was found in the file: sensor, bands used, processing level and pixel size. Press &lt;b&gt;Map&lt;/b&gt;.</source>
   <translation>条目的第二行显示文件中找到的信息：传感器、所用波段、处理级别和像元大小。请点击&lt;b&gt;制图&lt;/b&gt;。</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>The sensor settings are not JSON: set them in the sensor dialog.</source>
   <translation>传感器设置不是 JSON：请在传感器对话框中设置。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <location filename="../../plugin/qgis_tasks.py" />
   <source>The set-up was cancelled; nothing was kept.</source>
   <translation>安装已取消；未保留任何内容。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>The tested versions are not available for this Python: compatible ones are installed.</source>
   <translation>测试过的版本不适用于此 Python：将安装兼容版本。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>The training was cancelled.</source>
   <translation>训练已取消。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/learning/finetune.py" />
   <source>The weights of this network are not included: choose the file of published weights.</source>
   <translation>未附带此网络的权重：请选择已发布的权重文件。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>There is no data at that point.</source>
   <translation>该点没有数据。</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>There is no network connection: connect, or set up from a folder of wheels.</source>
   <translation>没有网络连接：请连接网络，或从安装包文件夹安装。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>There is no spectrum to show.</source>
   <translation>没有可显示的光谱。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <source>These models were trained on it and are less accurate without it: {}</source>
   <translation>以下模型基于它训练，没有它精度会降低：{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>Too few labels to estimate the accuracy: place five or more per class, spread over the raster.</source>
   <translation>标注太少，无法估计精度：请每类放置五个或更多，分布在整个栅格上。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Train again</source>
   <translation>重新训练</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Train and map</source>
   <translation>训练并制图</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Train on all labels and map the raster (Ctrl+Enter)</source>
   <translation>用全部标注训练并对栅格制图 (Ctrl+Enter)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Train on known changes</source>
   <translation>用已知变化训练</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Train on labelled scenes</source>
   <translation>用已标注场景训练</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>Train on your own classes</source>
   <translation>用您自己的类别训练</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_menu.py" />
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Train on your own classes…</source>
   <translation>用您自己的类别训练…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Train, import, rename or remove models</source>
   <translation>训练、导入、重命名或移除模型</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>Training</source>
   <translation>训练</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Training data</source>
   <translation>训练数据</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Training details ▸</source>
   <translation>训练详情 ▸</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Training details ▾</source>
   <translation>训练详情 ▾</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Training steps (0: as in the network's configuration)</source>
   <translation>训练步数（0：按网络配置）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>Trains a change model on pairs of dates with known changes; a laptop is enough.</source>
   <translation>用已知变化的日期对训练变化模型，笔记本电脑即可。</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>Trains a model on your own classes from a few labelled points or polygons, in seconds.</source>
   <translation>只需少量标注的点或多边形，几秒内即可训练您自己类别的模型。</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>Trains a model that labels whole images or grid cells; a laptop is enough.</source>
   <translation>训练一个标注整幅影像或网格单元的模型，笔记本电脑即可。</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Trains a whole network on many labels of your own; needs PyTorch in the engine.</source>
   <translation>用您自己的大量标注训练整个网络；引擎中需要 PyTorch。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/image_layer.py" />
   <source>True colour</source>
   <translation>真彩色</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <source>True colour (SpecAware)</source>
   <translation>真彩色 (SpecAware)</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Unit of the wavelengths in the file</source>
   <translation>文件中波长的单位</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Units</source>
   <translation>单位</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>Units '{}' are not known: choose them from the list.</source>
   <translation>未知单位“{}”：请从列表中选择。</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Units of the values, e.g. uW cm-2 sr-1 nm-1</source>
   <translation>数值单位，例如 uW cm-2 sr-1 nm-1</translation>
  </message>
  <message>
   <location filename="../../plugin/results/maps.py" />
   <source>Unknown</source>
   <translation>未知</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>Unpacking the packages</source>
   <translation>正在解压软件包</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Update…</source>
   <translation>更新…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/band_view.py" />
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Use</source>
   <translation>使用</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_banner.py" />
   <source>Use an existing environment…</source>
   <translation>使用现有环境…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/label_layer_dialog.py" />
   <source>Use labels from a layer</source>
   <translation>使用图层中的标注</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>Use only letters, digits, '.', '-' and '_' in the name.</source>
   <translation>名称中只能使用字母、数字、“.”、“-”和“_”。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/training/train_form.py" />
   <source>Use the labels of a point or polygon layer</source>
   <translation>使用点或多边形图层中的标注</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Use the selected bands (Space switches them)</source>
   <translation>使用所选波段（空格键切换）</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>Used</source>
   <translation>已用</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/viewer_form.py" />
   <source>Values of the pixel</source>
   <translation>像元值</translation>
  </message>
  <message>
   <location filename="../../plugin/plugin.py" />
   <location filename="../../plugin/widgets/viewer/viewer_dock.py" />
   <source>View and compare</source>
   <translation>查看和比较</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>View and compare…</source>
   <translation>查看和比较…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/session.py" />
   <source>Waiting for the engine</source>
   <translation>等待引擎</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>Waiting…</source>
   <translation>等待中…</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>Wavelength unit</source>
   <translation>波长单位</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/parts/spectrum_plot.py" />
   <source>Wavelength, nm</source>
   <translation>波长，nm</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Wavelengths file: one band per line (centre and, if known, FWHM)</source>
   <translation>波长文件：每行一个波段（中心波长，如已知可附 FWHM）</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/confirm_bar.py" />
   <source>Wavelengths in {}</source>
   <translation>波长单位为 {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>Weights</source>
   <translation>权重</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Weights of SpecAware or SpectralGPT</source>
   <translation>SpecAware 或 SpectralGPT 的权重</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>Weights to train</source>
   <translation>要训练的权重</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>What it maps</source>
   <translation>制图内容</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>Which sensor? {} bands without wavelengths</source>
   <translation>
    <numerusform>是哪种传感器？{} 个波段没有波长</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>Whole raster</source>
   <translation>整个栅格</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>Widths that are not between 0 and 400 nm: {}.</source>
   <translation>不在 0 至 400 nm 之间的宽度：{}。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>Window</source>
   <translation>窗口</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>Write all spectra as CSV</source>
   <translation>将所有光谱写为 CSV</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>Write cloud-optimised GeoTIFFs with overviews</source>
   <translation>写出带概览的云优化 GeoTIFF (COG)</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>Write features of a model</source>
   <translation>写出模型特征</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_layout.py" />
   <source>Write the bands as CSV, ENVI header or JSON</source>
   <translation>将波段写为 CSV、ENVI 头文件或 JSON</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>Writes the features of a model as a raster with many bands, and as a picture.</source>
   <translation>将模型特征写为多波段栅格和图像。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/engine_box.py" />
   <source>You chose this environment; SpecAware does not change it.</source>
   <translation>此环境由您选择；SpecAware 不会更改它。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>Zoom to</source>
   <translation>缩放至</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>a scene may have several classes</source>
   <translation>一个场景可有多个类别</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>accuracy,validation,confusion matrix,error matrix,Olofsson,area estimation,IoU,F1</source>
   <translation>精度,验证,混淆矩阵,误差矩阵,Olofsson,面积估计,IoU,F1</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>accuracy,validation,stratified random sample,reference points,sample size,Olofsson</source>
   <translation>精度,验证,分层随机抽样,参考点,样本量,Olofsson</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>areas of each transition</source>
   <translation>各类转变的面积</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>assumed</source>
   <translation>假定</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>attribute with the change: 0, no, no change or unchanged; any other value is a change</source>
   <translation>说明是否变化的属性：0、no、no change、unchanged；其余皆为变化</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>attribute with the class</source>
   <translation>含有类别的属性</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>band metadata</source>
   <translation>波段元数据</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>band name</source>
   <translation>波段名称</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>band scale</source>
   <translation>波段比例</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>bands left out: {}</source>
   <translation>排除的波段：{}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>bands switched on: {}</source>
   <translation>启用的波段：{}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>bare soil</source>
   <translation>裸土</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/dock_form.py" />
   <source>beside each raster</source>
   <translation>各栅格旁</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>burned</source>
   <translation>火烧迹地</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>change detection,bitemporal,difference,from-to,MAD,deforestation,hyperspectral</source>
   <translation>变化检测,双时相,差异,类别转变,MAD,毁林,高光谱</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>change detection,training,siamese,bitemporal,labels,deforestation,urban growth</source>
   <translation>变化检测,训练,孪生网络,双时相,标注,毁林,城市扩张</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>changed pixels</source>
   <translation>变化的像元</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>class map</source>
   <translation>类别图</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <location filename="../../backend/job/kinds/sample.py" />
   <source>class map: one band of integers, from any program</source>
   <translation>类别图：单波段整数，来自任何程序</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>class prior: all classes alike, as in the labels, or roughly as the zero-shot model maps the scene (default)</source>
   <translation>类别先验：各类相同、与标注一致，或大致与零样本模型对场景的制图一致（默认）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>classes whose names differ in the map</source>
   <translation>在地图中名称不同的类别</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>compare spectra, or features of the model</source>
   <translation>比较光谱或模型特征</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>constant in the sample</source>
   <translation>样本中为常数</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>differs between bands</source>
   <translation>各波段不同</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>dry vegetation</source>
   <translation>干枯植被</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>embedding,features,foundation model,PCA,clustering,deep learning,hyperspectral</source>
   <translation>嵌入,特征,基础模型,主成分分析,聚类,深度学习,高光谱</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>expected user's accuracy (default: 0.8)</source>
   <translation>预期用户精度（默认：0.8）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>features</source>
   <translation>特征</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train.py" />
   <source>few-shot,training,labels,samples,supervised classification,hyperspectral,LDA,MNF</source>
   <translation>小样本,训练,标注,样本,监督分类,高光谱,LDA,MNF</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>file name</source>
   <translation>文件名</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/drop_zone.py" />
   <source>files, products, folders or layers · click to browse</source>
   <translation>文件、产品、文件夹或图层 · 单击浏览</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>fine-tuning,deep learning,training,segmentation,scenes,masks,PyTorch,LoRA,SpectralGPT,UPerNet</source>
   <translation>微调,深度学习,训练,分割,场景,掩膜,PyTorch,LoRA,SpectralGPT,UPerNet</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/embed.py" />
   <source>first three principal components in red, green, blue</source>
   <translation>以红、绿、蓝显示的前三个主成分</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>folder</source>
   <translation>文件夹</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>folder of masks with the same names as the images: class numbers from 1, 0 for no label</source>
   <translation>与影像同名的掩膜文件夹：类别编号从 1 开始，0 表示无标注</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>folder with one folder of rasters per class, CSV of paths and labels, or raster with labelled polygons</source>
   <translation>每类一个栅格子文件夹的文件夹、含路径和标注的 CSV，或带标注多边形的栅格</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <location filename="../../plugin/widgets/sensor/sensor_panel.py" />
   <source>from the file</source>
   <translation>来自文件</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/settings_wrapper.py" />
   <source>from the raster</source>
   <translation>来自栅格</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>from which class to which</source>
   <translation>从哪一类变为哪一类</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>further rasters with labels, from any sensors</source>
   <translation>其他带标注的栅格，传感器不限</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>georeference</source>
   <translation>地理配准</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>how unlike any known spectrum each pixel is, in percent; do not trust the class where it is 50 or more</source>
   <translation>每个像元与所有已知光谱的差异程度（百分比）；达到 50 时不要相信其类别</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>inferred from the values</source>
   <translation>由数值推断</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <source>its own labels, held out in spatial blocks</source>
   <translation>其自身标注（按空间分块留出）</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/classify.py" />
   <source>land cover,classification,hyperspectral,multispectral,deep learning,foundation model</source>
   <translation>土地覆盖,分类,高光谱,多光谱,深度学习,基础模型</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/segment.py" />
   <source>land cover,segmentation,polygons,vectorise,hyperspectral,deep learning</source>
   <translation>土地覆盖,分割,多边形,矢量化,高光谱,深度学习</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>leave the mapped class out of the points</source>
   <translation>不在点中写入制图类别</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>low vegetation</source>
   <translation>低矮植被</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>mask band</source>
   <translation>掩膜波段</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>mean</source>
   <translation>平均</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>minimum per class, if a total is given</source>
   <translation>给出总数时每类的最小值</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>model folder</source>
   <translation>模型文件夹</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>model,weights,checkpoint,SpecAware,SpectralGPT,safetensors,pth,ONNX,install</source>
   <translation>模型,权重,检查点,SpecAware,SpectralGPT,safetensors,pth,ONNX,安装</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>name of the band's file</source>
   <translation>波段文件名</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>name of the installed model (default: the name of the file)</source>
   <translation>已安装模型的名称（默认：文件名）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>name of the new model (default: the name of its folder)</source>
   <translation>新模型的名称（默认：其文件夹名）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>names of the classes: a,b,c, or a file with one per line</source>
   <translation>类别名称：a,b,c，或每行一个名称的文件</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>names of the masks' classes, in the order of their numbers</source>
   <translation>掩膜中各类别的名称，按编号顺序</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>names of the source files</source>
   <translation>源文件名</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>network: the bundled model, or an encoder with its published weights</source>
   <translation>网络：内置模型，或带有已发布权重的编码器</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>no</source>
   <translation>否</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>no band of {}</source>
   <translation>没有 {} 的波段</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>no data in the sample</source>
   <translation>样本中无数据</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/client.py" />
   <source>no message</source>
   <translation>无消息</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/setup.py" />
   <source>no output</source>
   <translation>无输出</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>nodata {:g}</source>
   <translation>无数据值 {:g}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>not stated</source>
   <translation>未说明</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>number of attention heads, if the size is not a published one</source>
   <translation>注意力头数（尺寸非已发布时）</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/band_table.py" />
   <source>off: {}</source>
   <translation>未使用：{}</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>offset {:g}</source>
   <translation>偏移 {:g}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>one date per source, for example 2024-05-31 (default: from metadata or file names)</source>
   <translation>每个数据源一个，例如 2024-05-31（默认：取自元数据，其次名称）</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>only reflectance is compared</source>
   <translation>仅比较反射率</translation>
  </message>
  <message>
   <location filename="../../backend/job/spec.py" />
   <source>output to write (default: the deepest one)</source>
   <translation>要写出的输出（默认：最深层）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>page</source>
   <translation>页面</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>pavement</source>
   <translation>路面</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>percent</source>
   <translation>百分比</translation>
  </message>
  <message>
   <location filename="../../plugin/engine/pip_failures.py" />
   <source>pip does not install from an address without https: correct PIP_INDEX_URL, or name its host in PIP_TRUSTED_HOST.</source>
   <translation>pip 不从非 https 地址安装：请更正 PIP_INDEX_URL，或在 PIP_TRUSTED_HOST 中写明其主机。</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>points</source>
   <translation>点</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>points or polygons of changed and unchanged places, instead of a raster</source>
   <translation>变化与未变化地点的点或多边形，用来代替栅格</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>points or polygons that mark the pixels to search for</source>
   <translation>标出要查找像元的点或多边形</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/learning.py" />
   <source>points or polygons: GeoPackage, GeoJSON, Shapefile</source>
   <translation>点或多边形：GeoPackage、GeoJSON、Shapefile</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>points per class</source>
   <translation>每类点数</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>polygons of equal class</source>
   <translation>同类多边形</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>polygons: GeoPackage, GeoJSON, Shapefile</source>
   <translation>多边形：GeoPackage、GeoJSON、Shapefile</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>probability of change from which a pixel counts as changed</source>
   <translation>像元计为变化的变化概率阈值</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>published weights of SpecAware or SpectralGPT, for these networks</source>
   <translation>SpecAware 或 SpectralGPT 已发布的权重，用于这些网络</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>random seed</source>
   <translation>随机种子</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>raster</source>
   <translation>栅格</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>raster metadata</source>
   <translation>栅格元数据</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>raster of 0 (no change), other numbers (change) and no data or 255 (not known); or a vector file</source>
   <translation>栅格：0（无变化）、其他数字（变化）、无数据或 255（未知）；或矢量文件</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>raster or product of the first date, or CSV with the columns before, after and changes</source>
   <translation>第一个日期的栅格或产品，或含 before、after、changes 列的 CSV</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_change.py" />
   <source>raster or product of the second date, from any sensor and on any grid</source>
   <translation>第二个日期的栅格或产品，传感器和网格不限</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>raster whose grid is used (auto: the one with the larger pixels)</source>
   <translation>采用其网格的栅格（auto：像元较大者）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>raster with labels, folder of images, folder with one folder per class, or CSV of paths and labels</source>
   <translation>带标注的栅格、影像文件夹、每类一个子文件夹的文件夹，或含路径和标注的 CSV</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>raster, ENVI header or product of the second date, from any sensor and on any grid</source>
   <translation>第二个日期的栅格、ENVI 头文件或产品，传感器和网格不限</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>rasters or products of the other dates, in any order</source>
   <translation>其他日期的栅格或产品，顺序不限</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>red, green and blue bytes, 0 is no data</source>
   <translation>红、绿、蓝字节，0 为无数据</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>reflectance</source>
   <translation>反射率</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>report</source>
   <translation>报告</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>roof</source>
   <translation>屋顶</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/profiles.py" />
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <location filename="../../plugin/widgets/viewer/profile_dock.py" />
   <source>row {}, column {}</source>
   <translation>行 {}，列 {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>sampling design of the labels (default: recognised)</source>
   <translation>标注的抽样设计（默认：自动识别）</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>saved settings</source>
   <translation>已保存的设置</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>scale {:g}</source>
   <translation>比例 {:g}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>scene classification,SpectralGPT,image label,grid,Sentinel-2,deep learning</source>
   <translation>场景分类,SpectralGPT,影像标签,网格,Sentinel-2,深度学习</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>scene classification,training,multi-label,image label,patches,mAP,EuroSAT,BigEarthNet</source>
   <translation>场景分类,训练,多标签,影像标签,图像块,mAP,EuroSAT,BigEarthNet</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>scene classifier to keep (auto: if any)</source>
   <translation>要保留的场景分类器（auto：如果有）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/scene.py" />
   <source>scores of each cell</source>
   <translation>每个单元的得分</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>sensor geometry; the map is georeferenced</source>
   <translation>传感器几何；地图会进行地理配准</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>share of places held out to stop training in time and to measure the accuracy</source>
   <translation>留出地点的比例，用于及时停止训练并测定精度</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>side of square cells to label as scenes (0: label pixels)</source>
   <translation>作为场景标注的方形单元的边长（0：标注像元）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>side of the cells that labelled polygons are cut into</source>
   <translation>标注多边形切成的单元的边长</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>similarity,spectral angle,SAM,target detection,search,spectral library,hyperspectral</source>
   <translation>相似度,光谱角,SAM,目标检测,搜索,光谱库,高光谱</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/train_scene.py" />
   <source>smallest share of a cell's labelled pixels for a class to count</source>
   <translation>类别计入所需的单元已标注像元最小占比</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>snow</source>
   <translation>雪</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>specaware-base, spectralgpt-base, ...</source>
   <translation>specaware-base、spectralgpt-base 等</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>spectra to search for: CSV or ENVI spectral library</source>
   <translation>要查找的光谱：CSV 或 ENVI 光谱库</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/similar.py" />
   <source>spectrum of the library (default: all); can be repeated</source>
   <translation>光谱库中的光谱（默认：全部）；可重复</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>sun zenith {:g}°</source>
   <translation>太阳天顶角 {:g}°</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/assess.py" />
   <source>table</source>
   <translation>表格</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>target standard error of the overall accuracy</source>
   <translation>总体精度的目标标准误</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>the clipboard</source>
   <translation>剪贴板</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>the probability of each class, one band per class</source>
   <translation>每个类别的概率，每类一个波段</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>the probability of the mapped class</source>
   <translation>所制图类别的概率</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/maps.py" />
   <source>the share of each pixel that each class covers, in percent</source>
   <translation>每个类别占每个像元的比例（百分比）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/change.py" />
   <source>time series,multitemporal,change,areas by date,trend,hyperspectral</source>
   <translation>时间序列,多时相,变化,按日期的面积,趋势,高光谱</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/sample.py" />
   <source>total number of points, shared by area</source>
   <translation>总点数，按面积分配</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>training steps at most (default: as in the network's configuration)</source>
   <translation>最多训练步数（默认：按网络配置）</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>tree</source>
   <translation>树木</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>true colour, colour infrared or shortwave infrared (default: true colour or colour infrared if the bands allow it, otherwise long, middle and short wavelengths)</source>
   <translation>真彩色、彩色红外或短波红外（默认：波段允许时为真彩色或彩色红外，否则为长、中、短波长）</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/composite.py" />
   <source>true colour,false colour,RGB,infrared,picture,stretch,quicklook,hyperspectral</source>
   <translation>真彩色,假彩色,RGB,红外,图像,拉伸,快视图,高光谱</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <location filename="../../plugin/scene/report.py" />
   <source>unknown</source>
   <translation>未知</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>unknown sensor</source>
   <translation>未知传感器</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/library.py" />
   <source>water</source>
   <translation>水体</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>water vapour</source>
   <translation>水汽</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/mapping/inspect_sensor.py" />
   <source>wavelength,FWHM,bad bands,sensor,metadata,hyperspectral,ENVI header</source>
   <translation>波长,FWHM,坏波段,传感器,元数据,高光谱,ENVI 头文件</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>wavelengths</source>
   <translation>波长</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>wavelengths in {}</source>
   <translation>波长单位 {}</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/finetune.py" />
   <source>weights to train: all, low-rank updates (LoRA), or only the head</source>
   <translation>要训练的权重：全部、低秩更新（LoRA）或仅头部</translation>
  </message>
  <message>
   <location filename="../../backend/job/kinds/imports.py" />
   <source>weights: .safetensors, .pth or .pt</source>
   <translation>权重：.safetensors、.pth 或 .pt</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/report.py" />
   <source>yes</source>
   <translation>是</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>you</source>
   <translation>您</translation>
  </message>
  <message>
   <location filename="../../plugin/models.py" />
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{:.0f} % accuracy on {}</source>
   <translation>精度 {:.0f} %（{}）</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/training/train_session.py" />
   <source>{:.0f} % of {} labels correct, held out in blocks of {} px</source>
   <translation>
    <numerusform>{:.0f} % 的 {} 个标注正确（按 {} 像元的块留出）</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{:.0f} % overall accuracy</source>
   <translation>总体精度 {:.0f} %</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>{:g} m</source>
   <translation>{:g} 米</translation>
  </message>
  <message>
   <location filename="../../plugin/algorithms/parts/parameters.py" />
   <source>{} '{}' is not known: use one of {}.</source>
   <translation>未知的{}“{}”：请使用以下之一：{}。</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>{} (assumed)</source>
   <translation>{}（假定）</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>{} (found)</source>
   <translation>{}（找到）</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/report.py" />
   <source>{} bands</source>
   <translation>
    <numerusform>{} 个波段</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} bands, {} processor threads</source>
   <translation>
    <numerusform>{} 个波段，{} 个处理器线程</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/entries/entries.py" />
   <source>{} bands: the model needs at least {}, as of a multispectral or hyperspectral sensor.</source>
   <translation>
    <numerusform>{} 个波段：模型至少需要 {} 个，如多光谱或高光谱传感器所具有的。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/models.py" />
   <source>{} classes</source>
   <translation>
    <numerusform>{} 个类别</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/training/train_dock.py" />
   <source>{} labels added</source>
   <translation>
    <numerusform>已添加 {} 个标注</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} land-cover classes</source>
   <translation>
    <numerusform>{} 个土地覆盖类别</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/engine/progress.py" />
   <source>{} left</source>
   <translation>剩余 {}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/report.py" />
   <source>{} of {} bands</source>
   <translation>
    <numerusform>{} / {} 个波段</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>{} of {} mapped</source>
   <translation>已制图 {} / {}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>{} of {}: {}</source>
   <translation>{} / {}：{}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} pixels</source>
   <translation>
    <numerusform>{} 个像元</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{} pixels, overlap {} pixels</source>
   <translation>
    <numerusform>{} 像元，重叠 {} 像元</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/panel/mapper_dock.py" />
   <source>{} to be confirmed</source>
   <translation>{} 项待确认</translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>{} wavelengths</source>
   <translation>
    <numerusform>{} 个波长</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/band_table.py" />
   <source>{} wavelengths are given but the raster has {} bands: correct the list.</source>
   <translation>
    <numerusform>给出了 {} 个波长，但栅格有 {} 个波段：请更正列表。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/sensor_settings.py" />
   <source>{} widths</source>
   <translation>
    <numerusform>{} 个宽度</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/scene/report.py" />
   <source>{} x {} pixels, {} bands, {}</source>
   <translation>
    <numerusform>{} x {} 像元，{} 个波段，{}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>{} · also {} bands, {:.0f} %</source>
   <translation>
    <numerusform>{} · 同为 {} 个波段，{:.0f} %</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_form.py" />
   <source>{} · {:.0f} % match</source>
   <translation>{} · 匹配 {:.0f} %</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/sensor/sensor_dialog.py" />
   <source>{}, mean of a few hundred pixels</source>
   <translation>{}，数百个像元的平均</translation>
  </message>
  <message>
   <location filename="../../plugin/scene/origins.py" />
   <source>{}, unit guessed: {}</source>
   <translation>{}，推测单位：{}</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/models/model_card.py" />
   <source>{}: {:.0f} % overall accuracy.</source>
   <translation>{}：总体精度 {:.0f} %。</translation>
  </message>
  <message>
   <location filename="../../plugin/widgets/setup/setup_box.py" />
   <source>{}: {} MB to download, {} MB on disk</source>
   <translation>{}：下载 {} MB，占用磁盘 {} MB</translation>
  </message>
 </context>
</TS>
