import { givenNameForms } from './given-name-forms.ts';

/**
 * Given names that go by no other form, or by none that is known: common knowledge of the same languages, and of Turkish, Greek
 * and the languages of Scandinavia and the Balkans. Left out are those that are mostly another word (Till, Can, Alba).
 * Spellings are as normal forms are: lower case, no accents.
 */
const list = `
abel ada adam adela adele adelheid adil adnan adolfo adrian adriana adriano adrien agata aida ailsa aino aishwarya
ajay akira alain alana alda alena alessia alexia alina aliya alma almut alonso alvaro alvin alwin amadeo amara amber
ambra amelie amir amit anan anaya anders andre andree ane aneta angelo angus anibal anika anil anish anke annalena
annemarie annika anselm ansgar anthea antje anuj aoife aparna april araceli ari ariadne ariane arianna arjun arkadiusz
arlene armando armin arne arpad arun arvid arwen ashley ashok asif aslan astrid athanasios attila aurelia aurelie
aurelio avery axel ayla aylin aziz azra bahar balazs baldur baltasar baran baris barry bartosz basil beat beata bela
bengt benno bente berit bernabe bertha bertil biagio bianca birgitta birte bjorn blake blanca blanka bodo bogdan
boguslaw bohdan bojan bonnie borislav bozena branko brenda brent brett brice brigitta brit britta bruce bruna bruno
burak burkhard burkhart caleb candela carin carina carles carlo carlota carmela carmelo carolin carsten carter cecile
cedric celal celine cem cengiz cesar chad chantal charlene chiara chloe christa christel christelle christof claas
clarisse clark clelia clemens clemente clementine cleo clive cody colin connor consuelo cora cordula corentin corey
corinna corinne cosima cosimo craig cristiano cyril cyrill czeslaw dagmar dale damian damien damir damla dana danilo
danuta daphne daria dario dariusz darja darko darrell darren dawid dawn deirdre dejan delia delphine demir deniz derek
deshawn desiree detlef detlev devin dexter didier diego dierk dieter diethelm dietmar dietrich dilek dimitra dimitrios
dirk ditte djordje domenico donata donatella doreen dorian dorina doris dorit dorota dragan dries dusan dustin dwayne
dylan eberhard ebru eckart eckehard eckhard edda edeltraud edeltraut edgardo edita edwige efrain egbert egon eike
eirik eivind ekkehard elcin elfi elfriede elia eliane elin elina elio elisa elisabet elke elmar elodie eloise elsbeth
elton elva elvis emil emile emiliano emilio emine emir emre ender enis ennio enno enora eray ercan eren erhan erica
erika erkan erland erna ernestine ersin erwan erwin esperanza esra estelle estera ethan etienne eustace evan evangelos
evaristo evelina evelyne everett ewa ewald ewelina ezequiel fabian fabiana fabien fabienne fabio fabiola fabrice
fabrizia fabrizio faisal falk farah farid faruk fatih faustino fay federica feliks felix femke fergus ferhat fernanda
ferruccio fidel fiete filip filipa fiona firat flavia flavio fleur florian floriane florin floris folke frauke freya
frida frieda friedemann friedhelm friedrun frits frode fulvio gael gaelle gaetano galip gaspar gaspard gaston gauri
gavin geert gennaro georges georgios gereon gerhild gerlinde germaine german gernot gero gerold gertraud gesa gesine
ghislaine giacomo giada giancarlo gianluca gianmarco gideon ginevra gino giorgia giorgio gisa gisela gisele giselle
giulia giuliana giulio gizem gladys gloria goekhan gokhan gonzalo goran goswin gottfried gotz grace grant grazia
graziella grazyna griet grit gudrun guenter guido guilherme guillaume guler gunda gundula gunilla gunnar gustavo guy
gwenael gyorgy haakon hadrien hakan haluk hamza hanno hansjorg hartmut hartwig hauke havva hazel heather hector hedda
hedwig heidrun heike heinke helga helge hella helmut helmuth hendrikje henning henrike hera heribert herlinde hermine
hermione herta hertha hilario hilke hilmar hiroshi holger holly horacio horst huberta hugues hulya humberto husnu ida
idris ignacy ildiko ileana ilka ilker ilona ilse imke immo imogen imran inaki ines inga ingmar ingo ingolf ingrid inka
inocencio insa ioana ioannis iolanda iris irma irmgard irmtraud irvin irving isabell isaias isla isolde itzel itziar
ivana ivar ivo ivonne ivy iwona izabela jacek jacinta jacinto jacopo jacques jade jadwiga jaime jakub jana janina
janine janis janne janos januk janusz jared jaromir jaroslav jaroslaw jasmina jasmine jasper javier jayden jelena
jermaine jeroen jesper jochem joel joelle joerg joern johan jolanda jolanta jonna joost jordi jorgen joris jorn
josefin josip joske juergen juha jukka julien julita jurgen jurij jurriaan justyna jytte kaan kadir kai kaja kamil
kamila karel karlheinz karola karoline karsten kathleen kay kaya kayleigh kazimierz keisha keith kelly kerem kerim
kerstin kilian kira kirk kirsti kjell klaas klemens knut koen konstantina koray korbinian korinna kornelia kriemhild
kristiina kristoffer kryspin krystian krystyna kunibert kunigunde kyle kyra lada laetitia lamar lambert landon larissa
latoya laurine lavinia leandro leif leon leona leonel leonie leopold leszek leticia letizia levent levin levke liane
lidia liesbeth lieselotte lilith lilo lino linus lionel liselotte livio ljubica logan loic lora lorand loris lotar
lothar lovis luana lubomir luciana lucien lucrezia lucyna ludger ludivine ludmilla ludovic lue luiz lukasz luuk luzie
lydie lyudmyla maarten maciej madalina maddalena madita maelle magali magnus mahir maik maike mailin maira maite malea
malin malina malte manfred manfredi manon manuela marcel marcela marcelina marcelle marcello marcelo marcial marcin
mareike marek maren margit margret margrit marianna mariano maribel marielle marietta marika marike mario mariola
marisa marisol marit marius mariusz marko marleen marlies marliese marlis marte martine maryse massimiliano massimo
mateusz mathis matti mattia mattis maurits maurizio mauro maxence maximo maya mechthild mehdi mehmet meik meike
meinhard meinolf meinrad melek melih melike melina melis meltem meret meryl mesut mette michal mieczyslaw miguel
mikael mikko milena miles milica milos miloslav mina minh mira mirco mireille mirela mirella miriana mirja mirjam
mirko miro miroslav miroslaw mirta mischa mladen moana modesto mohan moises momme montserrat mordechai morgan morgane
morten murat muriel nadine nadja nahid nanette naomi natascha nazan neele nelson nenad neslihan nesrin nestor neven
nevena nicanor nicoletta nicolo nihat nikita nikola nilgun niranjan noah noel noelia noelle noemi nolan noreen nour
nuno nuray nuria nurten octavio odette odile odilo okan oksana olaf olav ole olgierd oliwia olof onur ophelia oriol
orlando ornella orsolya ortrud ortwin osama oswin othmar otmar ottavio ottilie otto ottokar owen oxana ozan ozge ozlem
paige palle paloma paola pascal pascale pascual patrice patrizia patrizio paulo pawel peer pekka pelin pernille
perrine petar petros petter philine philippa phoebe pia piero pietro pilar pinar pirmin placido poppy priya przemyslaw
quentin quinn quintus radek radoslaw radu rafal raffaela raffaele raffaella raik raimo rainer raissa ralf ramazan
ramiro ramona randolf randy raoul raphaela rasmus raul ray reemt regina regine reimar reinald reiner reinhard
reinhardt reinhild reinhold remo remy renato renee renke reto rex rhea ria ricarda richarda rigoberto rivka roald
rocco rocio roel rolande romain roman romana romano romeo romina romuald ronja rosalba rosalia rosanna rosario rosel
ross roswita roswitha ruby ruda rudiger ruediger runa rune rupert ryszard sabina sabine sabri sachin salma salome
salvador samir samuele sandrine sanja sanjay santiago santo saskia saturnino savina scarlett schirin scott sebastiano
sebnem sefa selcuk selina sema semra sencer serafina serap sergio serkan serpil sevda severin severine severino sevgi
sevim shane shauna sheila sibel sibylle sidonie siegbert sieglinde siegmar siegrid sigmar sigrid sigrun sigurd silja
silke silvan silvana silvestre silvio simona simone sina sinan sinja sixten slavica slawomir slobodan smilla snezana
socorro soeren solange solveig sonja sonke soraya soren sorin soumaya stanislava stanka stefania stella stellan stina
stoyan suat sukru sunil sunniva suresh susana svea sven svenja swantje swen sybille sylke sylvain szymon tabea tadeusz
takeshi tamas tamer tamika tanja tara teresia thaddaeus thekla thibault thibaut thierry thies thilde thilo thomasina
thora thorben thore thorsten thure tiago tiberius tibor tilda tilman tilmann tilo timon timur tino tiziana tjark todd
tonja torben tore torge torsten traude traudel traudl traute trevor trine trond troy tuba tudor tuncay turan turgut
tyler tyra tyrone ubaldo uda udo ugo ugur ulf ulises ulrik ulrika ulysse umberto umit umut urs urszula ute uwe valerio
valter vanja vasco vasil vasiliki veit velma verena vesna victoire vidar viggo vilhelm vilma vincenza viola violaine
violet virgilio virginie vivian volkan volker volkmar vreni waclaw walburga waldemar walid waltraud waltraut wanda
wayne wenceslao wendelin wenzel werner wiebe wiebke wieslaw wiktor willibald winfried wiola wolfhard wolfram xaver
xavier ximena yago yann yannic yannick yannik yannis yara yasin yesenia yilmaz ylva yoko yolande yorick yoshiko younes
yves yvette yvo zafer zara zdenek zdenka zdzislaw zehra zeki zelda zeliha zeljko zenon zita zlatko zoe zofia zoltan
zora zoran zsofia zsolt zuhal zuzana zuzanna
`;

const others: ReadonlySet<string> = new Set(list.trim().split(/\s+/));

/** Whether a word is a given name that is known, with other forms or without. */
export const isKnownGivenName = (word: string): boolean => givenNameForms.has(word) || others.has(word);
