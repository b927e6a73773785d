"""The IRIs of the terms in use as Python names: ``IG.Report``, ``PROV.wasGeneratedBy``.

Each class is a namespace of `pyoxigraph` nodes and is never instantiated; a name that Python keeps for itself
ends in an underscore. A test holds ``IG`` equal to ``inspection.ttl``, and every other name to
``external.ttl``; a misspelt term is an attribute error.
"""

from pyoxigraph import NamedNode

__all__ = [
    "BASE",
    "DCAT",
    "DCTERMS",
    "FOAF",
    "GEO",
    "IG",
    "OA",
    "ORG",
    "OWL",
    "PROV",
    "QB",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "VOID",
    "XSD",
]

# The address of the vocabulary. Where the resources of a graph live is a setting: see ``loader.iris``.
BASE = "https://w3id.org/inspection-graph/"


_IG = BASE + "ontology#"


class IG:
    """inspection-graph's own terms, as ``inspection.ttl`` declares them."""

    Block = NamedNode(_IG + "Block")
    Body = NamedNode(_IG + "Body")
    Comparator = NamedNode(_IG + "Comparator")
    Count = NamedNode(_IG + "Count")
    Event = NamedNode(_IG + "Event")
    Evidence = NamedNode(_IG + "Evidence")
    Finding = NamedNode(_IG + "Finding")
    Inspection = NamedNode(_IG + "Inspection")
    Inspectorate = NamedNode(_IG + "Inspectorate")
    Instrument = NamedNode(_IG + "Instrument")
    Judgement = NamedNode(_IG + "Judgement")
    Label = NamedNode(_IG + "Label")
    LocalAuthority = NamedNode(_IG + "LocalAuthority")
    Mention = NamedNode(_IG + "Mention")
    Period = NamedNode(_IG + "Period")
    Post = NamedNode(_IG + "Post")
    Programme = NamedNode(_IG + "Programme")
    Recurrence = NamedNode(_IG + "Recurrence")
    Report = NamedNode(_IG + "Report")
    RequiredAction = NamedNode(_IG + "RequiredAction")
    Resolution = NamedNode(_IG + "Resolution")
    Run = NamedNode(_IG + "Run")
    Section = NamedNode(_IG + "Section")
    Statistic = NamedNode(_IG + "Statistic")
    Table = NamedNode(_IG + "Table")
    TableFigure = NamedNode(_IG + "TableFigure")
    Unread = NamedNode(_IG + "Unread")
    about = NamedNode(_IG + "about")
    acronym = NamedNode(_IG + "acronym")
    actionKind = NamedNode(_IG + "actionKind")
    addressedTo = NamedNode(_IG + "addressedTo")
    addressee = NamedNode(_IG + "addressee")
    addresses = NamedNode(_IG + "addresses")
    ageGroup = NamedNode(_IG + "ageGroup")
    alias = NamedNode(_IG + "alias")
    announced = NamedNode(_IG + "announced")
    area = NamedNode(_IG + "area")
    asksAgain = NamedNode(_IG + "asksAgain")
    aspect = NamedNode(_IG + "aspect")
    aspectAsPrinted = NamedNode(_IG + "aspectAsPrinted")
    authority = NamedNode(_IG + "authority")
    authorityAsPrinted = NamedNode(_IG + "authorityAsPrinted")
    authorityType = NamedNode(_IG + "authorityType")
    basis = NamedNode(_IG + "basis")
    begins = NamedNode(_IG + "begins")
    block = NamedNode(_IG + "block")
    blockId = NamedNode(_IG + "blockId")
    blockKind = NamedNode(_IG + "blockKind")
    bodyClass = NamedNode(_IG + "bodyClass")
    breakdown = NamedNode(_IG + "breakdown")
    byActionKind = NamedNode(_IG + "byActionKind")
    byAspect = NamedNode(_IG + "byAspect")
    byGrade = NamedNode(_IG + "byGrade")
    byInspection = NamedNode(_IG + "byInspection")
    byPolarity = NamedNode(_IG + "byPolarity")
    bySection = NamedNode(_IG + "bySection")
    byTheme = NamedNode(_IG + "byTheme")
    certain = NamedNode(_IG + "certain")
    change = NamedNode(_IG + "change")
    column = NamedNode(_IG + "column")
    comparatorArea = NamedNode(_IG + "comparatorArea")
    comparatorGeography = NamedNode(_IG + "comparatorGeography")
    comparatorValue = NamedNode(_IG + "comparatorValue")
    comparedWith = NamedNode(_IG + "comparedWith")
    comparison = NamedNode(_IG + "comparison")
    concept = NamedNode(_IG + "concept")
    confidence = NamedNode(_IG + "confidence")
    count = NamedNode(_IG + "count")
    date = NamedNode(_IG + "date")
    dfeCode = NamedNode(_IG + "dfeCode")
    dueBasis = NamedNode(_IG + "dueBasis")
    dueDate = NamedNode(_IG + "dueDate")
    duration = NamedNode(_IG + "duration")
    earliestDate = NamedNode(_IG + "earliestDate")
    earlierAction = NamedNode(_IG + "earlierAction")
    end = NamedNode(_IG + "end")
    endDate = NamedNode(_IG + "endDate")
    ends = NamedNode(_IG + "ends")
    evidence = NamedNode(_IG + "evidence")
    fileName = NamedNode(_IG + "fileName")
    focus = NamedNode(_IG + "focus")
    formerGssCode = NamedNode(_IG + "formerGssCode")
    framework = NamedNode(_IG + "framework")
    full = NamedNode(_IG + "full")
    grade = NamedNode(_IG + "grade")
    gradeAsPrinted = NamedNode(_IG + "gradeAsPrinted")
    gssCode = NamedNode(_IG + "gssCode")
    heading = NamedNode(_IG + "heading")
    inReport = NamedNode(_IG + "inReport")
    inSection = NamedNode(_IG + "inSection")
    inTable = NamedNode(_IG + "inTable")
    inspection = NamedNode(_IG + "inspection")
    inspectorate = NamedNode(_IG + "inspectorate")
    judgement = NamedNode(_IG + "judgement")
    kind = NamedNode(_IG + "kind")
    knownName = NamedNode(_IG + "knownName")
    label = NamedNode(_IG + "label")
    latestDate = NamedNode(_IG + "latestDate")
    laterAction = NamedNode(_IG + "laterAction")
    leadIn = NamedNode(_IG + "leadIn")
    leadInspectorName = NamedNode(_IG + "leadInspectorName")
    legalBasis = NamedNode(_IG + "legalBasis")
    legislation = NamedNode(_IG + "legislation")
    length = NamedNode(_IG + "length")
    lengthBasis = NamedNode(_IG + "lengthBasis")
    likeness = NamedNode(_IG + "likeness")
    listedDate = NamedNode(_IG + "listedDate")
    mappingDigest = NamedNode(_IG + "mappingDigest")
    matchedName = NamedNode(_IG + "matchedName")
    measure = NamedNode(_IG + "measure")
    measureConcept = NamedNode(_IG + "measureConcept")
    mediaType = NamedNode(_IG + "mediaType")
    mention = NamedNode(_IG + "mention")
    mentions = NamedNode(_IG + "mentions")
    method = NamedNode(_IG + "method")
    name = NamedNode(_IG + "name")
    normaliser = NamedNode(_IG + "normaliser")
    number = NamedNode(_IG + "number")
    odsCode = NamedNode(_IG + "odsCode")
    ofstedUrn = NamedNode(_IG + "ofstedUrn")
    order = NamedNode(_IG + "order")
    page = NamedNode(_IG + "page")
    pages = NamedNode(_IG + "pages")
    period = NamedNode(_IG + "period")
    periodAsPrinted = NamedNode(_IG + "periodAsPrinted")
    polarity = NamedNode(_IG + "polarity")
    policeForceId = NamedNode(_IG + "policeForceId")
    previousFullInspection = NamedNode(_IG + "previousFullInspection")
    previousInspection = NamedNode(_IG + "previousInspection")
    previousJudgement = NamedNode(_IG + "previousJudgement")
    publisherName = NamedNode(_IG + "publisherName")
    qualifier = NamedNode(_IG + "qualifier")
    quote = NamedNode(_IG + "quote")
    rank = NamedNode(_IG + "rank")
    reason = NamedNode(_IG + "reason")
    referent = NamedNode(_IG + "referent")
    refersTo = NamedNode(_IG + "refersTo")
    region = NamedNode(_IG + "region")
    registerCode = NamedNode(_IG + "registerCode")
    role = NamedNode(_IG + "role")
    row = NamedNode(_IG + "row")
    rule = NamedNode(_IG + "rule")
    score = NamedNode(_IG + "score")
    sharedWords = NamedNode(_IG + "sharedWords")
    softwareVersion = NamedNode(_IG + "softwareVersion")
    sourceAddress = NamedNode(_IG + "sourceAddress")
    sourceDigest = NamedNode(_IG + "sourceDigest")
    start = NamedNode(_IG + "start")
    startDate = NamedNode(_IG + "startDate")
    statisticalNeighbour = NamedNode(_IG + "statisticalNeighbour")
    supports = NamedNode(_IG + "supports")
    team = NamedNode(_IG + "team")
    teamSize = NamedNode(_IG + "teamSize")
    text = NamedNode(_IG + "text")
    theme = NamedNode(_IG + "theme")
    timescale = NamedNode(_IG + "timescale")
    timescaleAsPrinted = NamedNode(_IG + "timescaleAsPrinted")
    uncertain = NamedNode(_IG + "uncertain")
    unit = NamedNode(_IG + "unit")
    unitConcept = NamedNode(_IG + "unitConcept")
    unread = NamedNode(_IG + "unread")
    value = NamedNode(_IG + "value")
    within = NamedNode(_IG + "within")
    year = NamedNode(_IG + "year")


_DCAT = "http://www.w3.org/ns/dcat#"


class DCAT:
    """Catalogues of data."""

    Dataset = NamedNode(_DCAT + "Dataset")
    Distribution = NamedNode(_DCAT + "Distribution")
    accessURL = NamedNode(_DCAT + "accessURL")
    distribution = NamedNode(_DCAT + "distribution")
    downloadURL = NamedNode(_DCAT + "downloadURL")
    endDate = NamedNode(_DCAT + "endDate")
    isVersionOf = NamedNode(_DCAT + "isVersionOf")
    keyword = NamedNode(_DCAT + "keyword")
    mediaType = NamedNode(_DCAT + "mediaType")
    startDate = NamedNode(_DCAT + "startDate")
    version = NamedNode(_DCAT + "version")


_DCTERMS = "http://purl.org/dc/terms/"


class DCTERMS:
    """Dublin Core terms."""

    PeriodOfTime = NamedNode(_DCTERMS + "PeriodOfTime")
    RightsStatement = NamedNode(_DCTERMS + "RightsStatement")
    conformsTo = NamedNode(_DCTERMS + "conformsTo")
    creator = NamedNode(_DCTERMS + "creator")
    description = NamedNode(_DCTERMS + "description")
    identifier = NamedNode(_DCTERMS + "identifier")
    issued = NamedNode(_DCTERMS + "issued")
    language = NamedNode(_DCTERMS + "language")
    license = NamedNode(_DCTERMS + "license")
    modified = NamedNode(_DCTERMS + "modified")
    publisher = NamedNode(_DCTERMS + "publisher")
    rights = NamedNode(_DCTERMS + "rights")
    source = NamedNode(_DCTERMS + "source")
    spatial = NamedNode(_DCTERMS + "spatial")
    temporal = NamedNode(_DCTERMS + "temporal")
    title = NamedNode(_DCTERMS + "title")


_FOAF = "http://xmlns.com/foaf/0.1/"


class FOAF:
    """Friend of a Friend."""

    Agent = NamedNode(_FOAF + "Agent")
    homepage = NamedNode(_FOAF + "homepage")
    name = NamedNode(_FOAF + "name")
    page = NamedNode(_FOAF + "page")


_GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"


class GEO:
    """WGS 84 coordinates."""

    lat = NamedNode(_GEO + "lat")
    long = NamedNode(_GEO + "long")


_OA = "http://www.w3.org/ns/oa#"


class OA:
    """Web Annotation."""

    Annotation = NamedNode(_OA + "Annotation")
    SpecificResource = NamedNode(_OA + "SpecificResource")
    TextPositionSelector = NamedNode(_OA + "TextPositionSelector")
    TextQuoteSelector = NamedNode(_OA + "TextQuoteSelector")
    end = NamedNode(_OA + "end")
    exact = NamedNode(_OA + "exact")
    hasBody = NamedNode(_OA + "hasBody")
    hasSelector = NamedNode(_OA + "hasSelector")
    hasSource = NamedNode(_OA + "hasSource")
    hasTarget = NamedNode(_OA + "hasTarget")
    motivatedBy = NamedNode(_OA + "motivatedBy")
    start = NamedNode(_OA + "start")


_ORG = "http://www.w3.org/ns/org#"


class ORG:
    """Organisations."""

    ChangeEvent = NamedNode(_ORG + "ChangeEvent")
    FormalOrganization = NamedNode(_ORG + "FormalOrganization")
    Organization = NamedNode(_ORG + "Organization")
    OrganizationalCollaboration = NamedNode(_ORG + "OrganizationalCollaboration")
    OrganizationalUnit = NamedNode(_ORG + "OrganizationalUnit")
    Post = NamedNode(_ORG + "Post")
    changedBy = NamedNode(_ORG + "changedBy")
    classification = NamedNode(_ORG + "classification")
    originalOrganization = NamedNode(_ORG + "originalOrganization")
    postIn = NamedNode(_ORG + "postIn")
    resultedFrom = NamedNode(_ORG + "resultedFrom")
    resultingOrganization = NamedNode(_ORG + "resultingOrganization")
    unitOf = NamedNode(_ORG + "unitOf")


_OWL = "http://www.w3.org/2002/07/owl#"


class OWL:
    """OWL."""

    Class = NamedNode(_OWL + "Class")
    DatatypeProperty = NamedNode(_OWL + "DatatypeProperty")
    ObjectProperty = NamedNode(_OWL + "ObjectProperty")


_PROV = "http://www.w3.org/ns/prov#"


class PROV:
    """Provenance."""

    Activity = NamedNode(_PROV + "Activity")
    Entity = NamedNode(_PROV + "Entity")
    SoftwareAgent = NamedNode(_PROV + "SoftwareAgent")
    endedAtTime = NamedNode(_PROV + "endedAtTime")
    generated = NamedNode(_PROV + "generated")
    hadPrimarySource = NamedNode(_PROV + "hadPrimarySource")
    startedAtTime = NamedNode(_PROV + "startedAtTime")
    wasAssociatedWith = NamedNode(_PROV + "wasAssociatedWith")
    wasDerivedFrom = NamedNode(_PROV + "wasDerivedFrom")
    wasGeneratedBy = NamedNode(_PROV + "wasGeneratedBy")
    wasRevisionOf = NamedNode(_PROV + "wasRevisionOf")


_QB = "http://purl.org/linked-data/cube#"


class QB:
    """Data Cube."""

    DataSet = NamedNode(_QB + "DataSet")
    Observation = NamedNode(_QB + "Observation")
    dataSet = NamedNode(_QB + "dataSet")
    structure = NamedNode(_QB + "structure")


_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


class RDF:
    """RDF."""

    Property = NamedNode(_RDF + "Property")
    type = NamedNode(_RDF + "type")


_RDFS = "http://www.w3.org/2000/01/rdf-schema#"


class RDFS:
    """RDF Schema."""

    Class = NamedNode(_RDFS + "Class")
    comment = NamedNode(_RDFS + "comment")
    isDefinedBy = NamedNode(_RDFS + "isDefinedBy")
    label = NamedNode(_RDFS + "label")
    range = NamedNode(_RDFS + "range")
    domain = NamedNode(_RDFS + "domain")
    seeAlso = NamedNode(_RDFS + "seeAlso")
    subClassOf = NamedNode(_RDFS + "subClassOf")
    subPropertyOf = NamedNode(_RDFS + "subPropertyOf")


_SCHEMA = "https://schema.org/"


class SCHEMA:
    """schema.org."""

    areaServed = NamedNode(_SCHEMA + "areaServed")
    softwareVersion = NamedNode(_SCHEMA + "softwareVersion")


_SKOS = "http://www.w3.org/2004/02/skos/core#"


class SKOS:
    """Concepts and their schemes."""

    Concept = NamedNode(_SKOS + "Concept")
    ConceptScheme = NamedNode(_SKOS + "ConceptScheme")
    altLabel = NamedNode(_SKOS + "altLabel")
    broader = NamedNode(_SKOS + "broader")
    closeMatch = NamedNode(_SKOS + "closeMatch")
    definition = NamedNode(_SKOS + "definition")
    hasTopConcept = NamedNode(_SKOS + "hasTopConcept")
    hiddenLabel = NamedNode(_SKOS + "hiddenLabel")
    inScheme = NamedNode(_SKOS + "inScheme")
    narrower = NamedNode(_SKOS + "narrower")
    notation = NamedNode(_SKOS + "notation")
    prefLabel = NamedNode(_SKOS + "prefLabel")
    related = NamedNode(_SKOS + "related")
    scopeNote = NamedNode(_SKOS + "scopeNote")
    topConceptOf = NamedNode(_SKOS + "topConceptOf")


_VOID = "http://rdfs.org/ns/void#"


class VOID:
    """Datasets and the links between them."""

    Dataset = NamedNode(_VOID + "Dataset")
    Linkset = NamedNode(_VOID + "Linkset")
    class_ = NamedNode(_VOID + "class")
    classPartition = NamedNode(_VOID + "classPartition")
    classes = NamedNode(_VOID + "classes")
    dataDump = NamedNode(_VOID + "dataDump")
    entities = NamedNode(_VOID + "entities")
    exampleResource = NamedNode(_VOID + "exampleResource")
    linkPredicate = NamedNode(_VOID + "linkPredicate")
    objectsTarget = NamedNode(_VOID + "objectsTarget")
    properties = NamedNode(_VOID + "properties")
    property = NamedNode(_VOID + "property")
    propertyPartition = NamedNode(_VOID + "propertyPartition")
    sparqlEndpoint = NamedNode(_VOID + "sparqlEndpoint")
    subjectsTarget = NamedNode(_VOID + "subjectsTarget")
    subset = NamedNode(_VOID + "subset")
    triples = NamedNode(_VOID + "triples")
    uriSpace = NamedNode(_VOID + "uriSpace")
    vocabulary = NamedNode(_VOID + "vocabulary")


_XSD = "http://www.w3.org/2001/XMLSchema#"


class XSD:
    """Datatypes of XML Schema."""

    anyURI = NamedNode(_XSD + "anyURI")
    boolean = NamedNode(_XSD + "boolean")
    date = NamedNode(_XSD + "date")
    dateTime = NamedNode(_XSD + "dateTime")
    decimal = NamedNode(_XSD + "decimal")
    duration = NamedNode(_XSD + "duration")
    gYear = NamedNode(_XSD + "gYear")
    gYearMonth = NamedNode(_XSD + "gYearMonth")
    integer = NamedNode(_XSD + "integer")
    string = NamedNode(_XSD + "string")
