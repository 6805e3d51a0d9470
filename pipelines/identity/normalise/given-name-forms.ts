/**
 * Given names and what people who bear them are called: common knowledge of English, the best known of German, French,
 * Spanish, Italian, Dutch, Polish, Czech, Hungarian and Russian, and how names in Arabic, Cyrillic and Indian scripts are
 * written in Latin letters. One name after the other: its spellings, then its short forms. A form may be of several names (Bill is William,
 * Chris is Christopher or Christine), which are not each other's. Spellings are as normal forms are: lower case, no accents.
 */
const lines = `
aaron: ron ronnie; abdullah abdallah abdulla: abdul abdel abdou
abdulrahman abdelrahman abdurrahman abdulrehman abdalrahman: abdul abdel abdou; abhishek: abhi
abigail: abby abbie gail; abraham avraham: abe bram; adelaide: addie ada della heidi; adeline adelina: addie lina
adolph adolf adolfo: dolph fito; agatha: aggie; agnes: aggie nessie; agnieszka: aga; ahmed ahmad ahmet achmed; aidan aiden
aisha ayesha aysha aicha ayse; alan allan allen: al; albert alberto: al bert bertie berto beto
aleksei aleksey alexei alexey oleksiy: alyosha lyosha alex
alexander aleksander alejandro alessandro alexandre aleksandr alexandr oleksandr: al alex alec sandy sander sasha sascha xander lex alejo sandro sanya shura ale
alexandra alejandra alessandra: alex alexa lexi lexie sandra sandy sasha sascha ale; alexis: alex lexi lexie
alfred alfredo: al alf alfie fred freddie freddy fredo; alice: allie ally alli; alicia: allie lecia
alison allison alyson: allie ally ali; alistair alasdair alastair: al ali; aloysius alois aloisius: al loys
alphonse alfonso alfons: al alf fons alphonso fonzie; amanda: mandy manda; amelia amalia: amy millie milly mel emmy
amina aminah amna; anastasia anastasiia anastasiya: ana stacy stacey stasia nastya nastia
anatoly anatoliy anatoli: tolya; andrea: andi andie drea; andreas andres: andi andy anderl; andrei andrey andriy: andryusha
andrew: andy drew andi dre; angela: angie angel geli; angelica angelika: angie angel geli; angelina: angie angel lina; angus: gus
ann anne anna ana: annie nan nancy anita anni anja anouk; annabel annabelle: anna belle bella
anneliese annelies: anne anni liesel; annemarie: anne anni
annette annett: annie nettie; anthony antony antonio antoine anton: tony ant toni tono tonino toni tonito toine
antoinette antonia antonella: toni nettie tonia nella; archibald: archie baldie; arnold: arnie arno
arthur arturo: art artie turo; asuncion: asun; augusta: gussie; augustus augustine august agustin: gus augie guss
barbara: barb barbie babs bobbie barbi barbel babsi; barnabas barnaby: barney; bartholomew: bart barty
bartolome bartolomeo: bart barto; beatrice beatrix beatriz: bea trixie trixi bee; belinda: bel linda lindy
benedict benedikt benito: ben benny bene; benjamin benyamin: ben benny benji benjy jamin; benoit: ben; bernadette: bernie detta
bernard bernhard bernardo: bernie bernd barney berni; bertram bertrand: bert bertie; beverly beverley: bev; bilal belal
bjorn bjoern
boris: borya; bradford: brad; bradley: brad; brandon: bran; brendan: bren; brian bryan
bridget brigid brigitte birgit: bridie biddy gitta gitte brie gitti; bronwyn: bron; byron: ron
caitlin kaitlin kaitlyn caitlyn: cait kait kate katie; calvin: cal vin; cameron: cam
camilla camille camila: cami millie milly; candace candice: candy
carl karl carlos: charlie charly kalle carlito carlitos; carla karla; carmen: carmencita; carol carole: carrie
carolyn caroline carolina carolyne: carrie carol caro lina lynn line carly; caspar casper kaspar
cassandra kassandra: cass cassie sandra sandy
catherine catharine cathryn katherine katharine kathryn katharina katarina catalina kathrin katrin caterina: cate cathy cath cat catie kate kathy kath kat kati katie kay kit kitty katy katya katja cata kathe trina rina
catriona: trina cat
cecil: cec; cecilia cecily celia: cece cissy sissy cis; charles charlie: charley chuck chas chaz charly
charlotte: charlie lottie lotte lotta char carlotta; chelsea: chels; chester: chet
christian kristian cristian: chris kris christy cris
christina christine kristina kristine kristin kristen cristina kirsten christiane: chris kris chrissy chrissie christy christie kristy kristi kirsty tina nina cris
christopher kristopher christoph cristobal christophe kristof: chris kris kit topher christy stoffel cris
claire clare: clarrie; clara klara: clary; clarence: clare; clarissa: rissa clari; claude claudio claudius
claudia: claudi; clement: clem; clementine: clem; clifford: cliff; clifton: cliff; clinton: clint; concepcion: concha conchita
conrad konrad: con kurt curt conny; constance constanze konstanze: connie conny
constantine konstantin constantin: dino costa gus kosta kostya; consuelo: chelo; cornelia: connie nelly nell conny nele
cornelius cornelis: con neil corny kees cor niels; courtney: court; curtis kurtis: curt kurt; cynthia: cindy cyndi
daniel: dan danny dani; danielle daniela daniella: dani danny; darrell darryl daryl; david: dave davy davey
deborah debora debra: deb debbie debby; deepak dipak; delores dolores: lola dolly dee lolita loli; denise: den nise dee
dennis denis: den denny; desmond: des; diana diane dianne: di dee; dieter: didi; dmitry dmitri dmitriy dimitri dmytro: dima mitya
dominic dominick dominik domingo dominique: dom nick nic mingo domi; donald: don donnie donny
dorothy dorothea dorothee: dot dottie dolly dora dori thea doro; douglas: doug dougie; duncan: dunc
earnest ernest ernst ernesto: ernie erni neto; eberhard: ebi; edgar: ed eddie eddy ned; edith: edie
edmund edmond edmundo: ed eddie eddy ned ted; edward eduard eduardo edouard: ed eddie eddy ned ted teddy edu lalo
edwin: ed eddie eddy ned; edwina: edie winnie; eileen aileen; ekaterina yekaterina kateryna: katya katia kate
elaine: lainie lanie
eleanor elinor eleanore eleonora leonora leonore: ellie elly nell nellie nelly nora lenore lena leni
eleazar eliezer: eli lazar; elena yelena olena: lena; elfriede: elfi friedel; elias: eli; elijah: eli
elizabeth elisabeth elisabetta: liz lizzie lizzy eliza beth betty bettie betsy bess bessie libby ella ellie elsie elise lisa liza liesel lisbeth elsa else lilibet lise sissi bettina babette
ellen: nell nellie nelly ellie elly; elliot eliot elliott; elvira: elvie vira
emanuel emmanuel immanuel manuel: manny mani manu manolo; emilia: emmy mia millie milly
emily emilie: em emmy millie milly; emma: em emmy; emmanuelle manuela: manu manoli; encarnacion: encarna
enrique enrico: quique kike rico; eric erik erich; erzsebet: erzsi
esteban: teban; esther ester hester: essie hettie; ethel: eth; eugene eugen eugenio: gene; eugenia eugenie: genie gena
eva eve: evi evie evita; evelyn eveline: eve evie lyn lynn; evgenia yevgenia: zhenya
evgeny yevgeny evgeniy evgenij: zhenya; ezekiel: zeke; fatima fatma fatimah fatemeh
felicia felicity felicitas: fliss lis liss flick fee; ferdinand fernando fernand hernando: ferdie ferdi nando fer nand ferdl
ferenc: feri; fernanda: fer nanda; florence: flo florrie flossie flora; florian: flo flori
frances: fran frankie fanny francie franny sissy
francesca francisca francoise: fran franny frankie paquita cisca chesca paqui; francesco: franco cesco ciccio
francis: frank frankie fran franky; francisco: frank paco pancho kiko cisco paquito fran
franklin: frank frankie franky; frantisek: franta; franz: franzl; franziska: franzi fanny sissy ziska
frederica friederike: freda rike freddie rieke
frederick frederic fredrick friedrich federico frederik: fred freddie freddy rick fritz fredi fritzi fede rico friedel
fyodor fedor: fedya; gabriel: gabe gabby gabi
gabriella gabriela gabrielle gabriele: gabby gabi gaby bella ella brielle; galina halyna: galya
gareth garth: gary gaz; gary garry: gaz; gavin: gav; gemma jemma: gem; genevieve: gen ginny jenny viv gena
geoffrey jeffrey jeffery: geoff jeff; george georg: georgie geordie schorsch jorg
georgia georgina georgiana: georgie gina georgi; gerald jerald: gerry jerry ger jer
geraldine: gerry geri gerri dina jeri; gerard gerhard gerardo: gerry jerry ger gerd lalo; gerardus: gerrit ger
gertrude gertrud: trudy gertie trude trudi gerda; gilbert gilberto: gil bert gib beto; gillian jillian: jill gilly
giovanni gianni: gio gian vanni nino
giuseppe: beppe peppe pino peppino; glenn glen; gonzalo: gonza; gordon: gord gordy; gotz goetz
grace gracia graciela: gracie chela; graham graeme; gregoire: greg
gregory gregor gregorio: greg gregg goyo; grigory grigori grigoriy: grisha; guadalupe: lupe lupita
guillermo: memo guille; guinevere: gwen ginny; gunther guenther gunter guenter; gustav gustaf gustavo: gus tavo
gwendolyn gwendolen: gwen wendy; hamid hameed; hannah hanna hanne: nanna; harold harald: hal harry
harriet harriett henriette henrietta: hattie hatty harry hettie etta jette; harvey: harv; hassan hasan hassane
heinrich hendrik henrik hendrikus: heinz heiner henk heini heiko rik hinnerk
helen helena helene: nell nellie nelly lena leni ellie ella; helmut helmuth: helmi; henry henri: hank harry hal henk
herbert heriberto: herb bert herbie beto; herman hermann: herm manny; hezekiah: hez; hilary hillary: hil
hilda hildegard hildegarde: hilde hildy; horace: race horry; howard: howie; hubert huberto: hugh bert bertie hub
hugh hugo: hughie huey; humberto: beto; humphrey: humph; hussein husain hussain hossein huseyin hosein; ian iain
ibrahim ebrahim ibraheem: ibo; ignatius ignacio ignaz ignazio: iggy nacho nace; igor ihor; ilya ilia illia; imogen: immy immie
ingeborg: inge; ingrid: inge; inmaculada: inma; irene irena: rene; irina iryna: ira; irmgard: irmi irma; irving: irv
isaac isaak: ike zack izzy
isabel isabelle isabella isobel ysabel isabela: izzy bella belle isa bell ibby bel chabela ella tibby
isidore isidor isidro: izzy dore; ismail ismael esmail: isma; istvan: pista; ivan: vanya; jacob jakob: jake jay coby jeb
jacobus: koos jaap; jacqueline jaclyn jacquelyn: jackie jacky jacqui; jacques: jacky jacquot; jamal gamal djamal cemal
james: jim jimmy jamie jimmie jem jay; jamil jameel; jane: janie jenny janey; janet jeanette: jan nettie; janice: jan
jason: jay jase; javier xavier: javi xavi; jean: jeannie jeanie; jeanne: jeannie jeanie; jedidiah: jed
jennifer: jen jenny jenn jennie jenna
jeremiah jeremias: jerry jem; jeremy: jerry jem jez; jerome hieronymus: jerry; jerzy: jurek; jesse: jess
jessica: jess jessie jessi; jesus: chuy chucho; jiri: jirka; joachim joaquin: jo achim jochen quino jockel
joan: joanie jo joni; joanne joanna johanna: jo joanie jody hanna hanne; joao: joaozinho
johann johannes: hans hannes jo hansi henne jens jan; john: johnny jack johnnie jackie jock jon; jonah jonas
jonathan jonathon: jon jonny nathan johnny; jordan: jordy; jorg joerg; jorge: coco jorgito; jose: pepe chepe pepito josito
joseph josef josephus josep: joe joey jo sepp jupp; josephine josefine josefina josefa: jo josie fina pepa josy
joshua: josh; joyce: joy; jozsef: jozsi; juan: juanito juancho; judith: judy judi jude jutta
julia: jules julie jill juli; julian: jules jule; juliana julianna: jules julie liana juli
juliet juliette giulietta: jules julie; julius julio: jules julchen; jurgen juergen; justin justus: jus; justine justina: tina
kamal kemal; karen karin karina: kari caz; karim kareem; katalin: kati kata; katarzyna: kasia
kathleen cathleen: kathy kath kate katie kay cathy
katrina: trina kat kate tina; kenneth: ken kenny; kevin: kev; khadija khadijah hatice; khalid khaled
kimberly kimberley: kim kimmy; krishnan krishna: kris; krzysztof: krzys krzysiek; ksenia kseniya xenia; lachlan: lachie lachy
lakshmi laxmi
larisa: lara; lars lauritz: lasse; laszlo: laci; laura: laurie lori lolly lauri; lauren laurel: laurie lori ren
laurence lawrence lorenz lorenzo laurent: larry lars laurie lawrie lenz renzo lon lencho; layla leila laila leyla
leah lea leigh lee; leonard leonardo leonhard: lenny leo len leon; leonid: lyonya; leopold leopoldo: leo poldi poldo
leroy: roy lee; leslie lesley: les
lester: les; leticia letizia: leti lety; lewis louis: lou louie lew; lieselotte liselotte: lilo lotte liesel
lillian lilian liliana: lily lil lilly lilli; linda: lindy lin lynn
lindsay lindsey: lin linds; lorena: lori rena; loretta: lori etta retta; lorraine: lori lorrie
louise louisa luise luisa: lou lulu lisa lola; lourdes: lulu
lucas lukas: luke luc luca luki; lucian luciano: luc lou; lucille lucinda: lucy lou cindy
lucy lucia lucie: lulu luz lucky luce; ludovic: ludo; ludwig: lutz wiggerl luggi; luis luigi: lucho gigi luisito; lydia: liddy
lynette lynnette: lyn lynn nettie; lyudmila ludmila liudmyla: lyuda mila; mabel: mae
madeline madeleine madelyn: maddie maddy mado linn; magdalena magdalene madalena: maggie magda leni lena malena maddy
mahmoud mahmud mahmood mehmood; malcolm: mal; malgorzata: gosia malgosia; manfred: manni fred; marcela marcella: chela
marcus markus marcos: marc mark marco marky
margaret margareta margarete margarethe margarita marguerite margaux: maggie meg megan peggy peg marge margie madge daisy rita greta gretel gretchen maisie margo margot grete mags mamie peggie
margery marjorie: marge margie madge margo; maria mariya: masha mia mitzi maja marita mimi marichu mariechen mari
marianne mariana: mary anne annie; marilyn: mary lynn; marion: mari mary; mark marc: marky; marlene: lena leni marla
marsha marcia: marcie; martha marta: marty mattie patty martita; martin martinus: marty mart tinus
martina: tina marti; marvin mervin mervyn: marv merv; mary marie: molly polly mamie may mimi minnie maria
matilda mathilda mathilde: tilly mattie maud tillie till hilde; matthew mathew mateo matteo mathieu matthieu: matt matty teo
matthias mathias matthaus: mats hias matt thijs matze; maureen moira: mo; maurice moritz mauricio morris: mo morrie moe
maxim maksim maksym: max maks; maximilian maxwell maximillian maximiliano maxime: max maxi; maxine: max
megan meghan: meg; melanie: mel mellie melly; melinda: mindy mel lindy; melissa: lissa missy mel lisa
melvin melvyn: mel; mercedes: merche meche mercy sadie; meredith: merry
michael michel miguel mikael: mike mikey mick mickey micky micha michi mischa migue; michaela: micha michi micki kayla
michelle michele: shelly micki michi shell mickey; mikhail mykhailo: misha; milagros: mila; mildred: millie milly
millicent: millie milly; milton: milt; minerva: minnie; miriam mariam maryam meryem myriam: mimi mirry
mitchell: mitch; mohammed mohamed muhammad mohammad muhammed mohamad: mo moe mohd mhd md muhamad
monica monika monique: mona moni; montserrat: montse; morton: mort; moses: mo moe; mustafa mostafa moustafa: musti
nadezhda: nadya nadia
nancy: nan; nasser nasir naser
natalie natalia nathalie nataliya natalya nataliia natascha: nat nattie talia tasha nata natasha nath; natasha: tasha nat
nathan: nat nate; nathaniel nathanael: nathan nat nate natty; natividad: nati; neal neil niall
nicholas nicolas nikolaus nicolaus niklas: nick nicky nico nik klaus claus nic niko
nicole nicola nicolette: nicky nikki nic colette; nigel: nige; nikolai nikolay mykola nikolaj: kolya; nils nels: nisse
norbert norberto: bert norb beto; norman: norm; octavia: tavia; octavio: tavo; oleg oleh; olga olha: olya
oliver olivier: ollie noll olli
olivia: liv livvy ollie livia; omar umar omer; orlando: lando; oscar oskar: ozzie; osman uthman othman usman
oswald osvaldo: oz ozzie ossie; pablo paolo: pablito; pamela: pam pammy; patience: pat
patricia: pat patty pattie tricia trish patsy tish trisha patti pati
patrick patricio padraig: pat paddy patsy rick ricky pato; paul: pauly paulie; paula pauline paulina: polly pauli lina
pavel pavlo: pasha; pedro: perico pedrito; penelope: penny pen; percival: percy; peter pieter: pete piet petey
petra petronella: nel nelly; philip phillip philippe felipe philipp filippo: phil pip flip lippo; philippa: pip pippa
phyllis: phil phyl
pierre: pierrot; pilar: pili; piotr: piotrek; priscilla: prissy cilla; prudence: prue pru; purificacion: puri
pyotr petr petro: petya
rachel raquel rachael: rae ray shelly; rajendra: raj rajen; rajesh: raj; ralph ralf: rafe ralphie; ramon: moncho ray
randolph randall: randy
raphael rafael: rafe rafa rafi rafer; rashid rasheed rachid; raymond raimund: ray
rebecca rebekah rebeka: becky beck becca bekah reba; reginald: reg reggie rex; remedios: reme; renata renate: rena nata
reuben ruben: rube ben; richard ricardo riccardo rikard: rick dick rich ricky richie rickie dickie ritchie rico
rigoberto: rigo beto
robert roberto: rob bob bobby robbie robby bert bobbie robb robin berto beto; roberta: bobbie robbie berta bobby
roderick rodrigo: rod roddy rick rodri; rodney: rod; rogelio: roge; roger rodger: rodge hodge rog
roland rolando: rollo rolly lando roli; roman: roma; ronald: ron ronnie ronny; rosa: rosi rosita rosie
rosalind rosalyn roslyn: ros roz rosie linda; rosamund: ros roz rosie; rosario: charo chayo; rose: rosie rosey
rosemary rosemarie: rose rosie romy rosi; roxanne roxana: rox roxy roxie; rudiger ruediger
rudolf rudolph rodolfo: rudy rudi dolf rolf fito; russell: russ rusty; ruth: ruthie; sabine: biene; sabrina: bree brina
saeed saeid sayeed; salim saleem selim; salvador salvatore: sal chava salva turi; samantha: sam sammy sammie mantha
samira sameera; samuel: sam sammy sammie; sandor: sanyi; santiago: santi chago; sara sarah: sally sadie sal; savannah: savvy
scott: scotty
sean shaun shawn; sebastian sebastien: seb bastian bas bastien sebas wastl basti; selma anselma: sel
sergei sergey serhiy sergej: seryozha serge; sergio: checo; sharon: shari shaz; sheldon: shel; shirley: shirl
siddharth siddhartha: sid
sidney sydney: sid syd; siegfried: sig siggi sigi; sigmund siegmund sigismund: sig siggi sigi; sigrid: siggi sigi; silas silvanus
simon simeon: si sim; solomon salomon: sol solly sal; sophia sophie sofia sofie: soph fifi sonya sonia; soren soeren
srinivas srinivasan srinivasa: srini; stanislav: stas; stanislaw: staszek stas; stanley stanislaus: stan
stefano: ste stef; stephanie stefanie estefania: steph stephie steffi stef stevie steffie fanny fani
stephen steven stephan stefan stephane: steve stevie steph steffen stef; stuart stewart: stu stew
subramaniam subramanian: subbu; suleiman sulaiman soliman suleyman; susan suzan: sue susie suzie suzy sukie
susanna suzanne susanne susannah suzanna susana: sue susan susie suzie suzy sanna susi sanne suse
svetlana svitlana: sveta lana; sylvester silvester: sly vester; sylvia silvia: syl sylvie silvi; tabitha: tabby
tamara tamar: tammy tam mara; tanya tania tatiana tatyana tatjana tetiana tanja; tariq tarek tarik
terence terrance terrence: terry tel; teresa theresa therese theresia: terri terry tess tessa tracy resi tere reese
thaddeus: thad tad ted; theodora: dora thea theo teddy; theodore theodor teodoro: ted teddy theo ted teo dore
theodorus: theo; thomas tomas tommaso: tom tommy thom masi tomi maso; thorsten torsten; tiffany: tiff
timothy timotheus: tim timmy
tobias toby: tobi tobe tobie; tomasz: tomek; travis: trav; trevor: trev; trinidad: trini; ulrich: uli ulli utz
ulrike: uli ulli rike
ursula: ursel uschi ulla ursi; vaclav: vasek; valentina: valya; valentine valentin: val; valerie valeria: val vali
vanessa: nessa van ness; vasily vasiliy vasyl wassili: vasya; venkatesh venkatesan venkatesa: venkat; verena: vera vreni
vernon: vern
veronica veronika veronique: ronnie roni vera vroni ronny nica vero; victor viktor vittorio: vic vick vito vitya
victoria viktoria vittoria: vicky vicki vic tori tory vickie toria
vincent vincenzo vinzenz vicente: vin vince vinny vinnie vinz enzo chente; violet violetta: vi; virginia: ginny ginger gina
vitaly vitaliy vitalii: vitalik; vivian vivien vivienne viviana: viv vi vivi; vladimir volodymyr wladimir: vova volodya vlad
vladislav: vlad slava; vyacheslav: slava; wallace: wally wal; walter walther gualterio: walt wally wal
waltraud waltraut: traudl traudi traudel; wendell: dell
wesley: wes; wilfred wilfried: wilf fred will willi willy; wilhelm willem: willi willy will wim helm
wilhelmina wilhelmine: minnie mina billie wilma willie minna helmine
william: bill will billy willie willy liam billie wm; winifred: winnie fred freda win; winston: win winnie
wojciech: wojtek; wolfgang: wolf wolfi wolfie; woodrow: woody; yakov: yasha; yaqub yaqoub yakub yacoub; yaroslav: slava
yasmin yasmine yasemin jasmin jasmine: jas; yolanda: yoli landa; yulia yuliya iuliia: yulya
yuri yuriy juri yurii iurii: yura; yusuf yousef youssef yousuf yousif; yvonne: vonnie eve
zachary zacharias zachariah: zach zack zac zak; zainab zaynab zeinab zeynep; zakaria zakariya zakarya
zbigniew: zbyszek; zinaida: zina
`;

/** The names that a form may stand for, by their numbers. */
export const givenNameForms: ReadonlyMap<string, readonly number[]> = (() => {
  const found = new Map<string, number[]>();
  for (const [number, line] of lines
    .trim()
    .split(/[;\n]\s*/)
    .entries())
    for (const form of new Set(line.split(/[: ]+/)))
      if (form !== '') found.set(form, [...(found.get(form) ?? []), number]);
  return found;
})();
