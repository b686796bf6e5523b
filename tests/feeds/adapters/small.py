"""A small true source of each format, invented, for tests that alter it or write down what becomes of it."""

CAP = b"""<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>AUR-2031-0007</identifier>
  <sender>warnings@aurenia.example</sender>
  <sent>2031-05-02T06:10:00+02:00</sent>
  <status>Actual</status>
  <msgType>Update</msgType>
  <scope>Public</scope>
  <note>Second reading of the gauge</note>
  <references>warnings@aurenia.example,AUR-2031-0006,2031-05-02T05:00:00+02:00</references>
  <incidents>flood-12</incidents>
  <info>
    <language>au-AU</language>
    <category>Met</category>
    <category>Safety</category>
    <event>Fictional flood</event>
    <responseType>Evacuate</responseType>
    <urgency>Immediate</urgency>
    <severity>Severe</severity>
    <certainty>Observed</certainty>
    <effective>2031-05-02T06:00:00+02:00</effective>
    <expires>2031-05-02T18:00:00+02:00</expires>
    <senderName>Aurenia Weather</senderName>
    <headline>River over the wall</headline>
    <description>The river stands over the wall of the old town.</description>
    <instruction>Go uphill.</instruction>
    <web>https://aurenia.example/flood-12</web>
    <area>
      <areaDesc>Old town</areaDesc>
      <polygon>10.0,20.0 10.0,20.5 10.5,20.5 10.5,20.0 10.0,20.0</polygon>
    </area>
  </info>
  <info>
    <language>en-GB</language>
    <category>Met</category>
    <event>Flood</event>
    <urgency>Immediate</urgency>
    <severity>Severe</severity>
    <certainty>Observed</certainty>
    <description>In English: the river stands over the wall.</description>
  </info>
</alert>
"""

GEOJSON = b"""{"type":"Feature","id":"m1","geometry":{"type":"Polygon","coordinates":[[[10,50],[10.1,50],[10.1,50.1],[10,50]]]},
"properties":{"name":"Old mill","type":"shelter","beds":40,"open":true,"when":"2031-05-02T00:00:00Z","note":null}}"""

USGS = b"""{"type":"FeatureCollection","metadata":{"title":"Fictional"},"features":[{"type":"Feature","id":"zz0001",
"geometry":{"type":"Point","coordinates":[20.25,-10.5,33.1]},"properties":{"mag":6.1,"magType":"mww","place":"10 km W of Old Town",
"time":1935302400000,"updated":1935306000000,"url":"https://quakes.example/zz0001","status":"reviewed","tsunami":1,"alert":"green",
"ids":",zz0001,","type":"earthquake","title":"M 6.1 - 10 km W of Old Town"}}]}"""

UCDP = b"""id,year,month,day,country,type_of_violence,conflict_name,side_a,side_b,latitude,longitude,low_death,best_death,high_death,date
900001,2031,5,2,Aurenia,State-based violence,Aurenia: Old Town,Government of Aurenia,"Old Town ""Front\"\"\",10.5,20.25,1,3,7,2031-05-02
"""

SIRENS = b"""region,started_at,finished_at,naive
Old Town,2031-05-02 04:00:00+00:00,2031-05-02 04:30:00+00:00,False
New Town,2031-05-02 04:10:00+00:00,,True
"""

AIS = b"""MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName
999000001,2031-05-02T00:01:00,10.5,20.5,12.0,90.5,511,OLD FERRY
999000001,2031-05-02T00:00:00,10.4,20.4,102.3,360.0,511,OLD FERRY
999000002,2031-05-02T00:00:30,10.3,20.3,0.0,12.5,511,
"""

KML = b"""<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>Zones</name>
<Placemark id="z1"><name>Old port</name><description>Keep <![CDATA[<b>clear</b>]]></description>
<TimeSpan><begin>2031-05-02</begin><end>2031-05-03T12:00:00Z</end></TimeSpan>
<ExtendedData><Data name="depth"><value>12</value></Data></ExtendedData>
<MultiGeometry><Point><coordinates>20.5,10.5,0</coordinates></Point>
<Polygon><outerBoundaryIs><LinearRing><coordinates>20,10 21,10 21,11 20,11 20,10</coordinates></LinearRing></outerBoundaryIs>
<innerBoundaryIs><LinearRing><coordinates>20.4,10.4 20.6,10.4 20.6,10.6 20.4,10.4</coordinates></LinearRing></innerBoundaryIs></Polygon>
</MultiGeometry></Placemark></Folder></Document></kml>
"""

GPX = b"""<?xml version="1.0"?>
<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="10.5" lon="20.5"><time>2031-05-02T00:00:00Z</time><name>Gate</name><desc>North gate</desc></wpt>
<trk><name>Way in</name><trkseg>
<trkpt lat="10.5" lon="20.5"><time>2031-05-02T00:00:00Z</time></trkpt>
<trkpt lat="10.6" lon="20.6"><time>2031-05-02T00:10:00Z</time></trkpt>
</trkseg><trkseg><trkpt lat="10.7" lon="20.7"/></trkseg></trk>
</gpx>
"""

SAMPLES = {"cap": CAP, "csv": SIRENS, "geojson": GEOJSON, "geojsonseq": GEOJSON.replace(b"\n", b" "), "gpx": GPX, "kml": KML, "usgs": USGS}
