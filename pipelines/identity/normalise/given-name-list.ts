import { givenNameForms } from './given-name-forms.ts';

/**
 * Given names that go by no other form, or by none that is known: common knowledge of the same languages, and of Turkish, Greek
 * and the languages of Scandinavia and the Balkans. Left out are those that are mostly another word (Till, Can, Alba).
 * Spellings are as normal forms are: lower case, no accents.
 */
const list = `
abel ada adam adela adele adelheid adil adnan adrian adriana adriano adrien agata aida ailsa aino aishwarya
ajay akira alain alana alda alena alessia alexia alina aliya alma almut alonso alvaro alvin alwin amadeo amara amber
ambra amelie amir amit anan anaya anders andre andree ane aneta angelo anibal anika anil anish anke annalena
annika anselm ansgar anthea antje anuj aoife aparna april araceli ari ariadne ariane arianna arjun arkadiusz
arlene armando armin arne arpad arun arvid arwen ashley ashok asif aslan astrid athanasios attila aurelia aurelie
aurelio avery axel ayla aylin aziz azra bahar balazs baldur baltasar baran baris barry bartosz basil beat beata bela
bengt benno bente berit bernabe bertha bertil biagio bianca birgitta birte blake blanca blanka bodo bogdan
boguslaw bohdan bojan bonnie borislav bozena branko brenda brent brett brice brigitta brit britta bruce bruna bruno
burak burkhard burkhart caleb candela carin carina carles carlo carlota carmela carmelo carolin carsten carter cecile
cedric celal celine cem cengiz cesar chad chantal charlene chiara chloe christa christel christelle christof claas
clarisse clark clelia clemens clemente cleo clive cody colin connor cora cordula corentin corey
corinna corinne cosima cosimo craig cristiano cyril cyrill czeslaw dagmar dale damian damien damir damla dana danilo
danuta daphne daria dario dariusz darja darko darren dawid dawn deirdre dejan delia delphine demir deniz derek
deshawn desiree detlef detlev devin dexter didier diego dierk diethelm dietmar dietrich dilek dimitra dimitrios
dirk ditte djordje domenico donata donatella doreen dorian dorina doris dorit dorota dragan dries dusan dustin dwayne
dylan ebru eckart eckehard eckhard edda edeltraud edeltraut edgardo edita edwige efrain egbert egon eike
eirik eivind ekkehard elcin elia eliane elin elina elio elisa elisabet elke elmar elodie eloise elsbeth
elton elva elvis emil emile emiliano emilio emine emir emre ender enis ennio enno enora eray ercan eren erhan erica
erika erkan erland erna ernestine ersin erwan erwin esperanza esra estelle estera ethan etienne eustace evan evangelos
evaristo evelina evelyne everett ewa ewald ewelina ezequiel fabian fabiana fabien fabienne fabio fabiola fabrice
fabrizia fabrizio faisal falk farah farid faruk fatih faustino fay federica feliks felix femke fergus ferhat
ferruccio fidel fiete filip filipa fiona firat flavia flavio fleur floriane florin floris folke frauke freya
frida frieda friedemann friedhelm friedrun frits frode fulvio gael gaelle gaetano galip gaspar gaspard gaston gauri
geert gennaro georges georgios gereon gerhild gerlinde germaine german gernot gero gerold gertraud gesa gesine
ghislaine giacomo giada giancarlo gianluca gianmarco gideon ginevra gino giorgia giorgio gisa gisela gisele giselle
giulia giuliana giulio gizem gladys gloria goekhan gokhan goran goswin gottfried grace grant grazia
graziella grazyna griet grit gudrun guido guilherme guillaume guler gunda gundula gunilla gunnar guy
gwenael gyorgy haakon hadrien hakan haluk hamza hanno hansjorg hartmut hartwig hauke havva hazel heather hector hedda
hedwig heidrun heike heinke helga helge hella hendrikje henning henrike hera heribert herlinde hermine
hermione herta hertha hilario hilke hilmar hiroshi holger holly horacio horst huberta hugues hulya husnu ida
idris ignacy ildiko ileana ilka ilker ilona ilse imke immo imran inaki ines inga ingmar ingo ingolf inka
inocencio insa ioana ioannis iolanda iris irmtraud irvin isabell isaias isla isolde itzel itziar
ivana ivar ivo ivonne ivy iwona izabela jacek jacinta jacinto jacopo jade jadwiga jaime jakub jana janina
janine janis janne janos januk janusz jared jaromir jaroslav jaroslaw jasmina jasmine jasper jayden jelena
jermaine jeroen jesper jochem joel joelle joern johan jolanda jolanta jonna joost jordi jorgen joris jorn
josefin josip joske juha jukka julien julita jurij jurriaan justyna jytte kaan kadir kai kaja kamil
kamila karel karlheinz karola karoline karsten kaya kayleigh kazimierz keisha keith kelly kerem kerim
kerstin kilian kira kirk kirsti kjell klaas klemens knut koen konstantina koray korbinian korinna kornelia kriemhild
kristiina kristoffer kryspin krystian krystyna kunibert kunigunde kyle kyra lada laetitia lamar lambert landon larissa
latoya laurine lavinia leandro leif leon leona leonel leonie leszek levent levin levke liane
lidia liesbeth lilith lino linus lionel livio ljubica logan loic lora lorand loris lotar
lothar lovis luana lubomir luciana lucien lucrezia lucyna ludger ludivine ludmilla lue luiz lukasz luuk luzie
lydie lyudmyla maarten maciej madalina maddalena madita maelle magali magnus mahir maik maike mailin maira maite malea
malin malina malte manfredi manon marcel marcelina marcelle marcello marcelo marcial marcin
mareike marek maren margit margret margrit marianna mariano maribel marielle marietta marika marike mario mariola
marisa marisol marit marius mariusz marko marleen marlies marliese marlis marte martine maryse massimiliano massimo
mateusz mathis matti mattia mattis maurits maurizio mauro maxence maximo maya mechthild mehdi mehmet meik meike
meinhard meinolf meinrad melek melih melike melina melis meltem meret meryl mesut mette michal mieczyslaw
mikko milena miles milica milos miloslav mina minh mira mirco mireille mirela mirella miriana mirja mirjam
mirko miro miroslav miroslaw mirta mladen moana modesto mohan moises momme mordechai morgan morgane
morten murat muriel nadine nadja nahid nanette naomi nazan neele nelson nenad neslihan nesrin nestor neven
nevena nicanor nicoletta nicolo nihat nikita nikola nilgun niranjan noah noel noelia noelle noemi nolan noreen nour
nuno nuray nuria nurten odette odile odilo okan oksana olaf olav ole olgierd oliwia olof onur ophelia oriol
orlando ornella orsolya ortrud ortwin osama oswin othmar otmar ottavio ottilie otto ottokar owen oxana ozan ozge ozlem
paige palle paloma paola pascal pascale pascual patrice patrizia patrizio paulo pawel peer pekka pelin pernille
perrine petar petros petter philine phoebe pia piero pietro pinar pirmin placido poppy priya przemyslaw
quentin quinn quintus radek radoslaw radu rafal raffaela raffaele raffaella raik raimo rainer raissa ramazan
ramiro ramona randolf raoul raphaela rasmus raul ray reemt regina regine reimar reinald reiner reinhard
reinhardt reinhild reinhold remo remy renato renee renke reto rex rhea ria ricarda richarda rivka roald
rocco rocio roel rolande romain roman romana romano romeo romina romuald ronja rosalba rosalia rosanna rosario rosel
ross roswita roswitha ruby ruda runa rune rupert ryszard sabina sabri sachin salma salome
salvador samir samuele sandrine sanja sanjay santo saskia saturnino savina scarlett schirin scott sebastiano
sebnem sefa selcuk selina sema semra sencer serafina serap serkan serpil sevda severin severine severino sevgi
sevim shane shauna sheila sibel sibylle sidonie siegbert sieglinde siegmar siegrid sigmar sigrun sigurd silja
silke silvan silvana silvestre silvio simona simone sina sinan sinja sixten slavica slawomir slobodan smilla snezana
socorro solange solveig sonja sonke soraya sorin soumaya stanislava stanka stefania stella stellan stina
stoyan suat sukru sunil sunniva suresh svea sven svenja swantje swen sybille sylke sylvain szymon tabea tadeusz
takeshi tamas tamer tamika tara teresia thaddaeus thekla thibault thibaut thierry thies thilde thilo thomasina
thora thorben thore thure tiago tiberius tibor tilda tilman tilmann tilo timon timur tino tiziana tjark todd
tonja torben tore torge traude traute trine trond troy tuba tudor tuncay turan turgut
tyler tyra tyrone ubaldo uda udo ugo ugur ulf ulises ulrik ulrika ulysse umberto umit umut urs urszula ute uwe valerio
valter vanja vasco vasil vasiliki veit velma vesna victoire vidar viggo vilhelm vilma vincenza viola violaine
violet virgilio virginie vivian volkan volker volkmar waclaw walburga waldemar walid wanda
wayne wenceslao wendelin wenzel werner wiebe wiebke wieslaw wiktor willibald winfried wiola wolfhard wolfram xaver
ximena yago yann yannic yannick yannik yannis yara yasin yesenia yilmaz ylva yoko yolande yorick yoshiko younes
yves yvette yvo zafer zara zdenek zdenka zdzislaw zehra zeki zelda zeliha zeljko zenon zita zlatko zoe zofia zoltan
zora zoran zsofia zsolt zuhal zuzana zuzanna
`;

const others: ReadonlySet<string> = new Set(list.trim().split(/\s+/));

/** Whether a word is a given name that is known, with other forms or without. */
export const isKnownGivenName = (word: string): boolean => givenNameForms.has(word) || others.has(word);
