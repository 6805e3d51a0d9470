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
adolph adolf: dolph; agatha: aggie; agnes: aggie nessie; agnieszka: aga; ahmed ahmad ahmet achmed; aidan aiden
aisha ayesha aysha aicha ayse; alan allan allen: al; albert alberto: al bert bertie berto
aleksei aleksey alexei alexey oleksiy: alyosha lyosha alex
alexander aleksander alejandro alessandro alexandre aleksandr alexandr oleksandr: al alex alec sandy sander sasha sascha xander lex alejo sandro sanya shura
alexandra alejandra alessandra: alex alexa lexi lexie sandra sandy sasha sascha ale; alexis: alex lexi lexie
alfred alfredo: al alf alfie fred freddie freddy fredo; alice: allie ally alli; alicia: allie lecia
alison allison alyson: allie ally ali; alistair alasdair alastair: al ali; aloysius alois aloisius: al loys
alphonse alfonso alfons: al alf fons alphonso fonzie; amanda: mandy manda; amelia amalia: amy millie milly mel emmy
amina aminah amna; anastasia anastasiia anastasiya: ana stacy stacey stasia nastya nastia
anatoly anatoliy anatoli: tolya; andrea: andi andie drea; andreas andres: andi andy; andrei andrey andriy: andryusha
andrew: andy drew andi dre; angela: angie angel geli; angelica angelika: angie angel geli; angelina: angie angel lina
ann anne anna ana: annie nan nancy anita anni anja anouk; annabel annabelle: anna belle bella
annette annett: annie nettie; anthony antony antonio antoine anton: tony ant toni tono tonino toni
antoinette antonia antonella: toni nettie tonia nella; archibald: archie baldie; arnold: arnie arno
arthur arturo: art artie turo; augusta: gussie; augustus augustine august agustin: gus augie guss
barbara: barb barbie babs bobbie barbi barbel; barnabas barnaby: barney; bartholomew: bart barty
bartolome bartolomeo: bart barto; beatrice beatrix beatriz: bea trixie trixi bee; belinda: bel linda lindy
benedict benedikt benito: ben benny bene; benjamin benyamin: ben benny benji benjy jamin; bernadette: bernie detta
bernard bernhard bernardo: bernie bernd barney; bertram bertrand: bert bertie; beverly beverley: bev; bilal belal
boris: borya; bradford: brad; bradley: brad; brandon: bran; brian bryan
bridget brigid brigitte birgit: bridie biddy gitta gitte brie; byron: ron
caitlin kaitlin kaitlyn caitlyn: cait kait kate katie; calvin: cal vin; cameron: cam
camilla camille camila: cami millie milly; candace candice: candy
carl karl carlos: charlie charly kalle carlito carlitos; carla karla; carmen: carmencita; carol carole: carrie
carolyn caroline carolina carolyne: carrie carol caro lina lynn line carly; caspar casper kaspar
cassandra kassandra: cass cassie sandra sandy
catherine catharine cathryn katherine katharine kathryn katharina katarina catalina kathrin katrin caterina: cate cathy cath cat catie kate kathy kath kat kati katie kay kit kitty katy katya katja cata kathe trina rina
cecil: cec; cecilia cecily celia: cece cissy sissy cis; charles charlie: charley chuck chas chaz charly
charlotte: charlie lottie lotte lotta char carlotta; chelsea: chels; chester: chet
christian kristian cristian: chris kris christy cris
christina christine kristina kristine kristin kristen cristina kirsten christiane: chris kris chrissy chrissie christy christie kristy kristi kirsty tina nina cris
christopher kristopher christoph cristobal christophe kristof: chris kris kit topher christy stoffel cris
claire clare: clarrie; clara klara: clary; clarence: clare; clarissa: rissa clari; claude claudio claudius
claudia: claudi; clement: clem; clifford: cliff; clifton: cliff; clinton: clint; concepcion: concha conchita
conrad konrad: con kurt curt conny; constance constanze konstanze: connie conny
constantine konstantin constantin: dino costa gus kosta kostya; cornelia: connie nelly nell conny nele
cornelius cornelis: con neil corny kees cor niels; courtney: court; curtis kurtis: curt kurt; cynthia: cindy cyndi
daniel: dan danny dani; danielle daniela daniella: dani danny; david: dave davy davey
deborah debora debra: deb debbie debby; deepak dipak; delores dolores: lola dolly dee lolita; denise: den nise dee
dennis denis: den denny; desmond: des; diana diane dianne: di dee; dmitry dmitri dmitriy dimitri dmytro: dima mitya
dominic dominick dominik domingo: dom nick nic mingo; donald: don donnie donny
dorothy dorothea dorothee: dot dottie dolly dora dori thea doro; douglas: doug dougie; duncan: dunc
earnest ernest ernst ernesto: ernie erni neto; edgar: ed eddie eddy ned; edith: edie
edmund edmond edmundo: ed eddie eddy ned ted; edward eduard eduardo edouard: ed eddie eddy ned ted teddy edu lalo
edwin: ed eddie eddy ned; edwina: edie winnie; eileen aileen; ekaterina yekaterina kateryna: katya katia kate
elaine: lainie lanie
eleanor elinor eleanore eleonora leonora leonore: ellie elly nell nellie nelly nora lenore lena leni
eleazar eliezer: eli lazar; elena yelena olena: lena; elias: eli; elijah: eli
elizabeth elisabeth elisabetta: liz lizzie lizzy eliza beth betty bettie betsy bess bessie libby ella ellie elsie elise lisa liza liesel lisbeth elsa else lilibet lise sissi bettina babette
ellen: nell nellie nelly ellie elly; elliot eliot elliott; elvira: elvie vira
emanuel emmanuel immanuel manuel: manny mani manu manolo; emilia: emmy mia millie milly
emily emilie: em emmy millie milly; emma: em emmy; enrique enrico: quique kike rico; eric erik erich; erzsebet: erzsi
esteban: teban; esther ester hester: essie hettie; ethel: eth; eugene eugen eugenio: gene; eugenia eugenie: genie gena
eva eve: evi evie evita; evelyn eveline: eve evie lyn lynn; evgenia yevgenia: zhenya
evgeny yevgeny evgeniy evgenij: zhenya; ezekiel: zeke; fatima fatma fatimah fatemeh
felicia felicity felicitas: fliss lis liss flick fee; ferdinand fernando fernand hernando: ferdie ferdi nando fer nand
ferenc: feri; florence: flo florrie flossie flora; frances: fran frankie fanny francie franny sissy
francesca francisca francoise: fran franny frankie paquita cisca chesca; francesco: franco cesco ciccio
francis: frank frankie fran franky; francisco: frank paco pancho kiko cisco paquito fran
franklin: frank frankie franky; frantisek: franta; franziska: franzi fanny sissy ziska
frederica friederike: freda rike freddie rieke
frederick frederic fredrick friedrich federico frederik: fred freddie freddy rick fritz fredi fritzi fede rico friedel
fyodor fedor: fedya; gabriel: gabe gabby gabi
gabriella gabriela gabrielle gabriele: gabby gabi gaby bella ella brielle; galina halyna: galya
gareth garth: gary gaz; gary garry: gaz; gemma jemma: gem; genevieve: gen ginny jenny viv gena
geoffrey jeffrey jeffery: geoff jeff; george georg: georgie geordie schorsch jorg
georgia georgina georgiana: georgie gina georgi; gerald jerald: gerry jerry ger jer
geraldine: gerry geri gerri dina jeri; gerard gerhard gerardo: gerry jerry ger gerd; gerardus: gerrit ger
gertrude gertrud: trudy gertie trude trudi gerda; gilbert gilberto: gil bert gib; giovanni gianni: gio gian vanni nino
giuseppe: beppe peppe pino peppino; glenn glen; gordon: gord gordy; grace gracia graciela: gracie chela; graham graeme
gregory gregor gregorio: greg gregg goyo; grigory grigori grigoriy: grisha; guadalupe: lupe lupita
guillermo: memo guille; guinevere: gwen ginny; gunther guenther gunter; gustav gustaf: gus
gwendolyn gwendolen: gwen wendy; hamid hameed; hannah hanna hanne: nanna; harold harald: hal harry
harriet harriett henriette henrietta: hattie hatty harry hettie etta jette; hassan hasan hassane
heinrich hendrik henrik hendrikus: heinz heiner henk heini heiko rik hinnerk
helen helena helene: nell nellie nelly lena leni ellie ella; henry henri: hank harry hal henk
herbert heriberto: herb bert herbie; herman hermann: herm manny; hezekiah: hez; hilary hillary: hil
hilda hildegard hildegarde: hilde hildy; horace: race horry; howard: howie; hubert huberto: hugh bert bertie hub
hugh hugo: hughie huey; humphrey: humph; hussein husain hussain hossein huseyin hosein; ian iain
ibrahim ebrahim ibraheem: ibo; ignatius ignacio ignaz ignazio: iggy nacho nace; igor ihor; ilya ilia illia
ingeborg: inge; irene irena: rene; irina iryna: ira; isaac isaak: ike zack izzy
isabel isabelle isabella isobel ysabel isabela: izzy bella belle isa bell ibby bel chabela ella tibby
isidore isidor isidro: izzy dore; ismail ismael esmail; istvan: pista; ivan: vanya; jacob jakob: jake jay coby jeb
jacobus: koos jaap; jacqueline jaclyn jacquelyn: jackie jacky jacqui; jamal gamal djamal cemal
james: jim jimmy jamie jimmie jem jay; jamil jameel; jane: janie jenny janey; janet jeanette: jan nettie; janice: jan
jason: jay jase; jean: jeannie jeanie; jeanne: jeannie jeanie; jedidiah: jed; jennifer: jen jenny jenn jennie jenna
jeremiah jeremias: jerry jem; jeremy: jerry jem jez; jerome hieronymus: jerry; jerzy: jurek; jesse: jess
jessica: jess jessie jessi; jesus: chuy chucho; jiri: jirka; joachim joaquin: jo achim jochen quino jockel
joan: joanie jo joni; joanne joanna johanna: jo joanie jody hanna hanne; joao: joaozinho
johann johannes: hans hannes jo hansi henne jens jan; john: johnny jack johnnie jackie jock jon; jonah jonas
jonathan jonathon: jon jonny nathan johnny; jordan: jordy; jorge: coco jorgito; jose: pepe chepe pepito josito
joseph josef josephus: joe joey jo sepp jupp; josephine josefine josefina josefa: jo josie fina pepa josy
joshua: josh; joyce: joy; jozsef: jozsi; juan: juanito juancho; judith: judy judi jude jutta
julia: jules julie jill juli; julian: jules jule; juliana julianna: jules julie liana juli
juliet juliette giulietta: jules julie; julius julio: jules julchen; justin justus: jus; justine justina: tina
kamal kemal; karen karin karina: kari caz; karim kareem; katalin: kati kata; katarzyna: kasia
katrina: trina kat kate tina; kenneth: ken kenny; kevin: kev; khadija khadijah hatice; khalid khaled
kimberly kimberley: kim kimmy; krishnan krishna: kris; krzysztof: krzys krzysiek; ksenia kseniya xenia; lakshmi laxmi
larisa: lara; lars lauritz: lasse; laszlo: laci; laura: laurie lori lolly lauri; lauren laurel: laurie lori ren
laurence lawrence lorenz lorenzo laurent: larry lars laurie lawrie lenz renzo lon; layla leila laila leyla
leah lea leigh lee; leonard leonardo leonhard: lenny leo len leon; leonid: lyonya; leroy: roy lee; leslie lesley: les
lester: les; lewis louis: lou louie lew; lillian lilian liliana: lily lil lilly lilli; linda: lindy lin lynn
lindsay lindsey: lin linds; lorena: lori rena; loretta: lori etta retta; louise louisa luise luisa: lou lulu lisa lola
lucas lukas: luke luc luca; lucian luciano: luc lou; lucille lucinda: lucy lou cindy
lucy lucia lucie: lulu luz lucky luce; ludwig: lutz wiggerl luggi; luis luigi: lucho gigi luisito; lydia: liddy
lynette lynnette: lyn lynn nettie; lyudmila ludmila liudmyla: lyuda mila; mabel: mae
madeline madeleine madelyn: maddie maddy mado linn; magdalena magdalene madalena: maggie magda leni lena malena maddy
mahmoud mahmud mahmood mehmood; malcolm: mal; malgorzata: gosia malgosia; marcus markus marcos: marc mark marco marky
margaret margareta margarete margarethe margarita marguerite: maggie meg megan peggy peg marge margie madge daisy rita greta gretel gretchen maisie margo margot grete mags mamie peggie
margery marjorie: marge margie madge margo; maria mariya: masha mia mitzi maja marita mimi marichu mariechen
marianne mariana: mary anne annie; marilyn: mary lynn; marion: mari mary; mark marc: marky; marlene: lena leni marla
marsha marcia: marcie; martha marta: marty mattie patty martita; martin martinus: marty mart tinus
martina: tina marti; marvin mervin mervyn: marv merv; mary marie: molly polly mamie may mimi minnie maria
matilda mathilda mathilde: tilly mattie maud tillie till hilde; matthew mathew mateo matteo mathieu: matt matty teo
matthias mathias matthaus: mats hias matt thijs; maureen moira: mo; maurice moritz mauricio morris: mo morrie moe
maxim maksim maksym: max maks; maximilian maxwell maximillian maximiliano maxime: max maxi; maxine: max
megan meghan: meg; melanie: mel mellie melly; melinda: mindy mel lindy; melissa: lissa missy mel lisa
melvin melvyn: mel; mercedes: merche meche mercy sadie; meredith: merry; michaela: micha michi micki kayla
michelle michele: shelly micki michi shell mickey; mikhail mykhailo: misha; mildred: millie milly
millicent: millie milly; milton: milt; minerva: minnie; miriam mariam maryam meryem myriam: mimi mirry
mitchell: mitch; mohammed mohamed muhammad mohammad muhammed mohamad: mo moe mohd mhd md muhamad
monica monika monique: mona moni; morton: mort; moses: mo moe; mustafa mostafa moustafa: musti; nadezhda: nadya nadia
nancy: nan; nasser nasir naser
natalie natalia nathalie nataliya natalya nataliia: nat nattie talia tasha nata natasha; natasha: tasha nat
nathan: nat nate; nathaniel nathanael: nathan nat nate natty; neal neil niall
nicholas nicolas nikolaus nicolaus niklas: nick nicky nico nik klaus claus nic niko
nicole nicola nicolette: nicky nikki nic colette; nikolai nikolay mykola nikolaj: kolya; nils nels: nisse
norbert: bert norb; norman: norm; octavia: tavia; oleg oleh; olga olha: olya; oliver olivier: ollie noll
olivia: liv livvy ollie livia; omar umar omer; orlando: lando; oscar oskar: ozzie; osman uthman othman usman
oswald osvaldo: oz ozzie ossie; pablo paolo: pablito; pamela: pam pammy; patience: pat
patricia: pat patty pattie tricia trish patsy tish trisha patti pati
patrick patricio padraig: pat paddy patsy rick ricky pato; paul: pauly paulie; paula pauline paulina: polly pauli lina
pavel pavlo: pasha; pedro: perico pedrito; penelope: penny pen; percival: percy; peter pieter: pete piet petey
petra petronella: nel nelly; philip phillip philippe felipe philipp filippo: phil pip flip lippo; phyllis: phil phyl
pierre: pierrot; piotr: piotrek; priscilla: prissy cilla; prudence: prue pru; pyotr petr petro: petya
rachel raquel rachael: rae ray shelly; rajendra: raj rajen; rajesh: raj; ralph: rafe ralphie; ramon: moncho ray
raphael rafael: rafe rafa rafi rafer; rashid rasheed rachid; raymond raimund: ray
rebecca rebekah rebeka: becky beck becca bekah reba; reginald: reg reggie rex; renata renate: rena nata
reuben ruben: rube ben; richard ricardo riccardo rikard: rick dick rich ricky richie rickie dickie ritchie rico
robert roberto: rob bob bobby robbie robby bert bobbie robb robin berto; roberta: bobbie robbie berta bobby
roderick rodrigo: rod roddy rick rodri; rodney: rod; rogelio: roge; roger rodger: rodge hodge rog
roland rolando: rollo rolly lando; roman: roma; ronald: ron ronnie ronny; rosa: rosi rosita rosie
rosalind rosalyn: ros roz rosie linda; rosamund: ros roz rosie; rosario: charo chayo; rose: rosie rosey
rosemary rosemarie: rose rosie romy rosi; roxanne roxana: rox roxy roxie
rudolf rudolph rodolfo: rudy rudi dolf rolf fito; russell: russ rusty; ruth: ruthie; sabrina: bree brina
saeed saeid sayeed; salim saleem selim; salvador salvatore: sal chava salva turi; samantha: sam sammy sammie mantha
samira sameera; samuel: sam sammy sammie; sandor: sanyi; sara sarah: sally sadie sal; savannah: savvy; scott: scotty
sean shaun shawn; sebastian sebastien: seb bastian bas bastien sebas wastl; selma anselma: sel
sergei sergey serhiy sergej: seryozha serge; sharon: shari shaz; shirley: shirl; siddharth siddhartha: sid
sidney sydney: sid syd; siegfried: sig siggi sigi; sigmund siegmund sigismund: sig siggi sigi; silas silvanus
simon simeon: si sim; solomon salomon: sol solly sal; sophia sophie sofia sofie: soph fifi sonya sonia
srinivas srinivasan srinivasa: srini; stanislav: stas; stanislaw: staszek stas; stanley stanislaus: stan
stefano: ste stef; stephanie stefanie estefania: steph stephie steffi stef stevie steffie fanny fani
stephen steven stephan stefan: steve stevie steph steffen stef; stuart stewart: stu stew
subramaniam subramanian: subbu; suleiman sulaiman soliman suleyman; susan suzan: sue susie suzie suzy sukie
susanna suzanne susanne susannah suzanna: sue susan susie suzie suzy sanna susi sanne suse
svetlana svitlana: sveta lana; sylvester silvester: sly vester; sylvia silvia: syl sylvie silvi; tabitha: tabby
tamara tamar: tammy tam mara; tanya tania tatiana tatyana tatjana tetiana; tariq tarek tarik
terence terrance terrence: terry tel; teresa theresa therese theresia: terri terry tess tessa tracy resi tere reese
thaddeus: thad tad ted; theodora: dora thea theo teddy; theodore theodor teodoro: ted teddy theo ted teo dore
theodorus: theo; thomas tomas tommaso: tom tommy thom masi tomi maso; timothy timotheus: tim timmy
tobias toby: tobi tobe tobie; tomasz: tomek; travis: trav; ulrich: uli ulli utz; ulrike: uli ulli rike
ursula: ursel uschi ulla ursi; vaclav: vasek; valentina: valya; valentine valentin: val; valerie valeria: val
vanessa: nessa van ness; vasily vasiliy vasyl wassili: vasya; venkatesh venkatesan venkatesa: venkat
veronica veronika veronique: ronnie roni vera vroni ronny nica; victor viktor vittorio: vic vick vito vitya
victoria viktoria vittoria: vicky vicki vic tori tory vickie toria
vincent vincenzo vinzenz vicente: vin vince vinny vinnie vinz enzo; violet violetta: vi; virginia: ginny ginger gina
vitaly vitaliy vitalii: vitalik; vivian vivien vivienne: viv vi; vladimir volodymyr wladimir: vova volodya vlad
vladislav: vlad slava; vyacheslav: slava; wallace: wally wal; walter walther gualterio: walt wally wal; wendell: dell
wesley: wes; wilfred wilfried: wilf fred will; wilhelm willem: willi willy will wim helm
wilhelmina wilhelmine: minnie mina billie wilma willie minna helmine
william: bill will billy willie willy liam billie wm; winifred: winnie fred freda win; winston: win winnie
wojciech: wojtek; wolfgang: wolf wolfi wolfie; yakov: yasha; yaqub yaqoub yakub yacoub; yaroslav: slava
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
