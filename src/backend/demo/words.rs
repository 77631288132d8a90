//! What the demo's names are made of. Words only, in texts that [`super::dice::Dice::word`] picks from; how they
//! are put together is in `company.rs`.

/// What companies of one country are called, and the people in them.
pub(super) struct Country {
    /// Given names.
    pub given: &'static str,
    /// Family names.
    pub family: &'static str,
    /// Legal forms.
    pub legal: &'static str,
    /// Places and regions.
    pub places: &'static str,
}

/// Countries, the more frequent ones more often.
pub(super) const COUNTRIES: &[Country] = &[
    Country {
        given: "Alice, Andrew, Caroline, Daniel, Emily, Frank, Grace, Harold, Irene, James, Karen, Laura, \
            Martin, Nancy, Oliver, Patricia, Robert, Susan, Thomas, Victoria",
        family: "Abbott, Bennett, Carter, Dawson, Ellis, Fletcher, Gardner, Hayes, Ingram, Jennings, Keller, \
            Lawson, Mercer, Norris, Osborne, Parker, Quincy, Reynolds, Sawyer, Turner, Underwood, Vaughn, \
            Whitaker, Young",
        legal: "Inc, LLC, Corp, Inc",
        places: "Boston, Carolina, Chicago, Colorado, Dakota, Denver, Hudson, Michigan, Montana, Ohio, Oregon, \
            Philadelphia, Portland, Seattle, Vermont",
    },
    Country {
        given: "Adam, Beatrice, Charles, Diana, Edward, Fiona, George, Helen, Ian, Joanna, Kenneth, Louise, \
            Malcolm, Nicola, Peter, Rosemary, Simon, Teresa, William, Yvonne",
        family: "Ashworth, Barlow, Clifton, Drummond, Eastwood, Fairfax, Goddard, Harding, Irwin, Jarvis, \
            Kingsley, Langley, Mortimer, Newell, Oakley, Prescott, Radcliffe, Stafford, Thornton, Upton, \
            Winslow, Yates",
        legal: "Ltd, Limited, plc, LLP",
        places: "Avon, Bristol, Cardiff, Devon, Edinburgh, Highland, Kent, Leeds, Mersey, Norfolk, Oxford, \
            Severn, Surrey, Thames, York",
    },
    Country {
        given: "Andreas, Birgit, Christian, Dorothea, Erik, Franziska, Gerhard, Heike, Ingo, Jana, Klaus, Lena, \
            Matthias, Nadine, Oskar, Petra, Ralf, Sabine, Tobias, Ursula",
        family: "Albrecht, Baumann, Brandt, Dietrich, Engel, Fuchs, Graf, Hartmann, Jäger, Krüger, Lehmann, \
            Maurer, Neumann, Otto, Pohl, Richter, Schäfer, Thiel, Ullrich, Vogel, Winkler, Zimmermann",
        legal: "GmbH, AG, GmbH, KG",
        places: "Allgäu, Baden, Bremen, Dresden, Elbe, Franken, Hansa, Isar, Köln, Main, Neckar, Rhein, Ruhr, \
            Sachsen, Spree",
    },
    Country {
        given: "Adrien, Brigitte, Claude, Delphine, Étienne, Florence, Guillaume, Hélène, Isabelle, Julien, \
            Karine, Laurent, Mathilde, Nicolas, Odile, Pascal, René, Sophie, Thierry, Valérie",
        family: "Aubert, Bonnet, Chevalier, Delacroix, Fontaine, Garnier, Huet, Jacquet, Lambert, Marchand, Noël, \
            Perrin, Renaud, Sabatier, Tessier, Vidal",
        legal: "SAS, SARL, SA",
        places: "Alsace, Bretagne, Dijon, Garonne, Jura, Loire, Lyon, Nantes, Normandie, Provence, Rhône, Savoie, \
            Seine, Vosges",
    },
    Country {
        given: "Alessandro, Bianca, Carlo, Daniela, Enrico, Francesca, Giorgio, Ilaria, Lorenzo, Marta, Nicola, \
            Paola, Riccardo, Silvia, Tommaso, Valentina",
        family: "Barbieri, Caruso, De Luca, Esposito, Ferrari, Gallo, Lombardi, Mancini, Negri, Orlando, \
            Pellegrini, Ricci, Santoro, Testa, Valentini",
        legal: "SpA, Srl, Srl",
        places: "Adige, Arno, Bologna, Genova, Lombardia, Milano, Modena, Padova, Piemonte, Romagna, Torino, \
            Toscana, Venezia",
    },
    Country {
        given: "Anders, Birgitta, Carl, Elin, Fredrik, Gunilla, Henrik, Ingrid, Johan, Karin, Lars, Maja, Nils, \
            Olof, Pernilla, Sven, Tove",
        family: "Ahlström, Bergman, Dahlberg, Ekström, Forsberg, Hedlund, Jansson, Lindqvist, Nordin, Öberg, \
            Sandström, Wallin",
        legal: "AB, Oy, AS, A/S",
        places: "Bergen, Göteborg, Malmö, Nordic, Oslo, Skåne, Tampere, Turku, Uppsala, Värmland",
    },
    Country {
        given: "Bart, Carolien, Dirk, Els, Femke, Gijs, Hanneke, Jeroen, Lotte, Maarten, Pieter, Sanne, Willem",
        family: "Bakker, De Boer, Dekker, Hendriks, Jansen, Kuiper, Mulder, Smit, Van Dijk, Van Leeuwen, Visser, \
            Willems",
        legal: "BV, NV, BV",
        places: "Amstel, Brabant, Delft, Gelderland, Haarlem, Leiden, Maas, Twente, Utrecht, Zeeland",
    },
    Country {
        given: "Agnieszka, Bartosz, Dorota, Ewa, Grzegorz, Hanna, Jakub, Katarzyna, Marek, Ola, Piotr, Tomasz, \
            Zofia",
        family: "Adamczyk, Borkowski, Dudek, Jankowska, Kowalczyk, Lis, Majewski, Nowak, Piotrowski, Sikora, \
            Wójcik, Zając",
        legal: "Sp. z o.o., SA",
        places: "Gdynia, Kraków, Łódź, Mazury, Poznań, Śląsk, Warta, Wisła, Wrocław",
    },
];

/// Beginnings of made-up place names: "Northfield", "Silverbrook".
pub(super) const BEGINNINGS: &str = "Alder, Amber, Ash, Birch, Black, Blue, Bright, Cedar, Clear, Cold, Copper, Deer, East, Elm, Fair, \
    Falcon, Fern, Glen, Gold, Green, Hart, Hawk, Hazel, High, Iron, King, Lake, Lark, Linden, Long, Maple, \
    Marsh, Mill, New, North, Oak, Owl, Pine, Raven, Red, Rock, Rose, Sand, Silver, South, Spring, Stone, \
    Summer, Swan, Thorn, Vale, Water, West, White, Wild, Willow, Winter, Wolf, Wood";

/// Their ends.
pub(super) const ENDS: &str = "bank, borough, bridge, brook, burn, bury, cliff, combe, crest, dale, field, ford, gate, haven, hill, \
    hurst, land, leigh, mere, minster, moor, mouth, point, port, ridge, shore, side, stead, stone, stream, \
    ton, view, ville, wick, worth";

/// Single words that stand alone as a name.
pub(super) const MARKS: &str = "Acumen, Aldera, Altiva, Apex, Arcadia, Argon, Astra, Atlas, Auriga, Axiom, Beacon, Boreal, Calibra, \
    Cadence, Candela, Cardinal, Celsia, Circuit, Clarion, Compass, Corvus, Crescent, Delphi, Element, Ember, \
    Equinox, Fathom, Fulcrum, Galileo, Halcyon, Helix, Horizon, Indigo, Isotope, Juniper, Keystone, Kinetic, \
    Lantern, Latitude, Lumen, Lyra, Magnet, Meridian, Monarch, Nimbus, Northstar, Novara, Oberon, Octave, \
    Orbit, Orion, Paragon, Pelican, Pinnacle, Polaris, Prisma, Quadrant, Quantum, Radius, Sable, Sextant, \
    Signal, Solstice, Spectrum, Stratum, Summit, Tangent, Tempo, Terrain, Topaz, Trident, Vantage, Vector, \
    Velora, Vertex, Vesper, Zenith, Zephyr";

/// What vendors make.
pub(super) const VENDOR_TRADES: &str = "Analytics, Backup, Cloud, Collaboration, Commerce, Communications, Compliance, Connect, Data, Defense, \
    Devices, Documents, Firewall, Hosting, Identity, Imaging, Insight, Integration, Labs, Mail, Mobility, \
    Monitoring, Networks, Payments, Platform, Protect, Recovery, Robotics, Security, Signage, Software, \
    Storage, Technologies, Telephony, Video, Wireless, Workflow, Workplace";

/// What resellers do.
pub(super) const RESELLER_TRADES: &str = "Advisory, Associates, Business Systems, Computers, Computing, Consulting, Digital, Distribution, \
    Engineering, Group, Informatics, Infrastructure, IT Services, Logic, Managed Services, Office, Partners, \
    Projects, Retail, Sales, Services, Solutions, Supplies, Support, Systems, Systemhaus, Trading, Ventures";

/// Positions of people who sign.
pub(super) const POSITIONS: &[&str] = &[
    "Managing Director",
    "Channel Manager",
    "Head of Partnerships",
    "Chief Executive",
    "Sales Director",
    "General Counsel",
    "Operations Manager",
    "",
];

/// Why somebody declined.
pub(super) const DECLINED: &[&str] = &[
    "We have an agreement with another distributor in this region.",
    "The terms need to go through our legal department first.",
    "Not this year, please ask again in spring.",
    "We sell directly only.",
    "",
];

/// Why the distributor took an invitation back, turned an application down, or ended a partnership.
pub(super) const ENDED: &[&str] = &[
    "Sent to the wrong company",
    "The programme is full in this region",
    "No products in the last twelve months",
    "The company was taken over",
    "Credit check failed",
];

/// What a mail server says when it refuses.
pub(super) const REFUSED: &[&str] = &["550 5.1.1 mailbox unavailable", "554 5.7.1 relay access denied"];
/// What a mail server says when it wants to be asked later.
pub(super) const LATER: &[&str] = &[
    "451 4.7.1 greylisted, try again in 300 seconds",
    "452 4.2.2 mailbox full",
];

/// Browsers.
pub(super) const BROWSERS: &[&str] = &[
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
];
