/**
 * What tells the numbers of a message apart (docs/masking.md), for the browser and for the desk: bot/masking reads the
 * JSON of this file. Regular expressions in what JavaScript and Python share, without look-behind, on folded text:
 * small letters, hiragana for katakana, ASCII digits, one sign for each kind of sign. {S}, {Y} … stand for `parts`.
 */
export const GRAMMAR = {
  "signs": {
    " ": "\t\u00a0\u3000",
    "\n": "\r\u000b\u000c\u0085\u2028\u2029",
    "-": "−─━⁃﹣ᅳㅡ",
    ",": "、;､،",
    ".": "․",
    "。": "｡!?．｡؟",
    ":": "∶꞉",
    "/": "\\∕⁄",
    "~": "〜∼〰˜",
    "¥": "$€£₩",
    "(": "",
    ")": "",
    "+": "",
    "%": "",
    "#": "",
    "*": "",
    "=": "",
    "@": "",
    "〒": "〶"
  },
  "kanji": {
    "〇零": 0, "一壱壹弌〡": 1, "二弐貳贰弍〢": 2, "三参參叁叄弎〣": 3, "四肆〤": 4,
    "五伍〥": 5, "六陸陆〦": 6, "七漆柒〧": 7, "八捌〨": 8, "九玖〩": 9
  },
  "beside_kanji": {"○◯◦": 0, "幺弋": 1, "两兩": 2},
  "enclosed": {
    "⓿🄋🄌": 0, "➀➊❶⓵": 1, "➁➋❷⓶": 2, "➂➌❸⓷": 3, "➃➍❹⓸": 4, "➄➎❺⓹": 5, "➅➏❻⓺": 6, "➆➐❼⓻": 7, "➇➑❽⓼": 8, "➈➒❾⓽": 9
  },
  "spelled": [
    {"lead": "", "end": "", "least": 4, "words": [
      "ぜろ|れい|まる", "いち", "に", "さん", "よん|し(?!ち)", "ご", "ろく", "なな|しち", "はち", "きゅう|く"
    ]},
    {"lead": "[a-z]", "end": "(?![a-z])", "least": 3, "words": [
      "zero|nought|oh|o(?!ne)", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
    ]},
    {"lead": "", "end": "", "least": 4, "words": [
      "영|공", "일|하나", "이(?!에요|예요|다|라|야|지|고요)|둘", "삼|셋", "사(?!람)|넷", "오(?!늘|전|후)|다섯", "육|륙|여섯", "칠|일곱", "팔|여덟", "구(?!청|약)|아홉"
    ]}
  ],
  "lookalikes": {"аα": "a", "вβ": "b", "с": "c", "еε": "e", "нη": "h", "іι": "i", "ј": "j", "кκ": "k", "мμ": "m", "ν": "n", "оο": "o", "рρ": "p", "ѕ": "s", "тτ": "t", "уυ": "y", "хχ": "x", "ζ": "z"},
  "pieces_of": "(?:上|中|下|前|后|後|頭|头|末|真ん中|最初|最後|中间|中間|最后|앞|중간|가운데|뒤|끝)の? ?4 ?(?:桁|けた|位|자리|つ)(?:が|は|是|은|는|이|가)?",
  "twice": {"double": 2, "triple": 3},
  "zeros": "ぜろ|zero",
  "parts": {
    "WRITTEN": "(?:の|に|を|が|裏面?|うら|表面?|書いて(?:ある|る)|書かれ(?:た|てる|ている)|載って(?:る|いる)|記載(?:された|の)?|印字された|ある|背面|正面|后面|上面?|写着?|印着?|的|뒷면|뒤|앞면|에|적힌|쓰인|써 ?있는|있는| ){1,8}",
    "S": "[ \\n.,:/+()~¥%#*=@〒。·-]",
    "Y": "(?:18[6-9]|19[0-9]|20[0-9])[0-9]",
    "M": "(?:0?[1-9]|1[0-2])",
    "D": "(?:0?[1-9]|[12][0-9]|3[01])",
    "MM": "(?:0[1-9]|1[0-2])",
    "DD": "(?:0[1-9]|[12][0-9]|3[01])",
    "X": "(?:[ \\n]{0,2}[./·,:~*+=-][ \\n]{0,2}|[ \\n]{1,3})",
    "P": "[-. ()·/]{1,3}",
    "B": "(?:{S}{1,6}|{S}{0,3}(?:と|や|の|に|から|and|to|or|至|到|和|부터|에서|에){S}{0,3})",
    "E": "(?![0-9])",
    "MONEY": "(?:円|圓|えん(?!じ)|元(?![気旦号栄])|圆|块|塊|원(?!래|서)|엔(?![가-힣])|yen|won(?![a-z])|jpy|krw|cny|rmb|usd|dollar|どる|달러|美元|日元|万|億|만|억|千円)"
  },
  "gap": "{S}*(?:(?:最後|真ん中|まんなか|中|後|下|次|つぎ)[がはに]|(?:and )?(?:next|middle|second|third|last|final|finally|lastly|followed by)(?: four)?|中间|中間|后面|後面|最后|末尾|중간|가운데|뒤|뒷자리|마지막|、?で|えーっ?と?|えっと|あと|まいなす|てん|点|n|の|と|や|に|次に?|つぎに?|それから|そして|then|and|dash|hyphen|minus|space|dot|slash|はいふん|だっしゅ|すぺーす|どっと|よこぼう|然后|接着|再|和|空格|横线|横杠|杠|하이픈|대시|다시|그리고|하고|에|br|nbsp|p)?{S}*",
  "longest_gap": 24,
  "claims": [
    "{Y}{X}{M}{X}{D}{E}",
    "{D}{X}{M}{X}{Y}{E}",
    "{M}{X}{D}{X}{Y}{E}",
    "{Y}{MM}{DD}{E}",
    "(?:{MM}{DD}|{DD}{MM}){Y}{E}(?={S}{0,4}(?:{MM}{DD}|{DD}{MM}){Y}{E})",
    "{Y}(?:{S}{1,4}{Y}){2,}{E}",
    "{Y}{X}{M}{E}",
    "{M}[/.-]{Y}{E}",
    "[0-9]{2}{X}{M}{X}{D}{B}[0-9]{2}{X}{M}{X}{D}{E}",
    "{D}{X}{M}{X}[0-9]{2}{B}{D}{X}{M}{X}[0-9]{2}{E}",
    "{M}{X}{D}{X}[0-9]{2}{B}{M}{X}{D}{X}[0-9]{2}{E}",
    "[0-9]{2}{MM}{DD}{B}[0-9]{2}{MM}{DD}{E}",
    "(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?!:?[0-9])",
    "0[0-9]{P}[0-9]{4}{P}[0-9]{4}{E}",
    "0[0-9]{2}{P}[0-9]{3,4}{P}[0-9]{4}{E}",
    "0[0-9]{3}{P}[0-9]{2,3}{P}[0-9]{3,4}{E}",
    "0[0-9]{4}{P}[0-9]{1,2}{P}[0-9]{4}{E}",
    "0[0-9]{2,3}{P}[0-9]{6,7}{E}",
    "0[0-9]{1,2}{P}[0-9]{8}{E}",
    "0[0-9]{5,6}{P}[0-9]{4}{E}",
    "0[5789]0[0-9]{8}{E}",
    "0[1-9][0-9]{8}{E}",
    "1[3-9][0-9]{P}[0-9]{4}{P}[0-9]{4}{E}",
    "(?:00 ?|010-)81(?:[-. ()·]{0,3}[0-9]){9,10}{E}",
    "81{P}(?:[(]?0[)]?)?[5-9]0{P}[0-9]{4}{P}[0-9]{4}{E}",
    "[0-9]{1,3}(?:,[0-9]{3}){1,6}(?= ?{MONEY})",
    "[0-9]+(?= ?{MONEY})",
    "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9])[.](?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])[.]){2}(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?![.]?[0-9])"
  ],
  "signed": [
    "¥ ?[0-9]+(?:,[0-9]{3}){0,6}{E}",
    "〒 ?[0-9]{3}[- ]?[0-9]{4}{E}",
    "[+][ (]{0,3}81[)]?(?:[-. ()·]{0,3}0)?(?:[-. ()·]{0,3}[0-9]){9,10}{E}",
    "[+][ (]{0,3}(?:82|86|852|853|886|84|63|44|33|49|61|55|91|977|62|66|95|880|94|998|[17](?=[-. ()]))[)]?(?:[-. ()·]{0,3}[0-9]){8,11}{E}"
  ],
  "labels": {
    "neutral": [
      "(?:まいなんばー|個人番号|まいな|my ?number|individual number|个人编号|個人編號|个人号码|마이 ?넘버) ?(?:かーど|card|卡|카드|制度|通知|ぽーたる|portal|保険証|制|포털|系统|総合|総合窓口|こーるせんたー)(?!(?:{WRITTEN})?(?:番号|ばんごう|号码|번호)| ?(?:number|no(?![a-z])|的?号码|的?編號|번호))"
    ],
    "my_number": [
      "(?:まいな(?:んばー?)?|個人番号|my ?number|마이 ?넘버) ?(?:かーど|card|卡|카드)?(?:(?:{WRITTEN})?(?:番号|ばんごう|号码|번호)| ?(?:number|no[.]?))",
      "まいなんばー?", "まいな番号", "個人番号", "こじんばんごう", "個人ばんごう", "共通番号", "(?:12|十2|십이|twelve)[ -]?(?:桁|けた|位|자리|digits?)(?:[の ]?(?:番号|ばんごう|号码|數字|数字|번호|number)|(?=[はが是는은 ]{0,2}[:=0-9]))",
      "个人编号", "個人編號", "个人番号", "个人號碼", "个人号码", "個人號碼", "마이 ?넘버", "마이남바", "개인 ?(?:식별 ?)?번호", "mynumber", "individual (?:number|no)", "kojin ?bango",
      "my num(?:ber)?", "my no[.]", "mai ?nanba", "我的(?:号码|號碼)", "제 번호"
    ],
    "residence": [
      "在留(?:かーど|卡)?(?:の)?(?:番号|ばんごう|号码|no)?", "ざいりゅうかーど(?:の?(?:番号|ばんごう))?", "residen(?:ce|t) card(?: (?:number|no))?", "zairyu ?(?:card)?(?: number)?", "재류 ?카드(?: ?번호)?", "在留号码", "외국인등록증"
    ],
    "pin": [
      "[暗闇案安](?:証|唱|誦|正|しょう|しょ|称|章|證|证|号)(?:用)?(?:の)?(?:番号|番後|ばんごう|なんばー|こーど|号码|号|no)", "暗証", "暗证码?", "(?:ろっく)?解除の?(?:番号|ばんごう|こーど)", "unlock(?:ing)? (?:code|number)", "暗码", "あん ?しょ?[うー]? ?(?:ばんご[うー]?|はんごう|番号|なんばー)", "あんしょう",
      "pin ?(?:code|number|num|no|#|番号|ばんごう|こーど|なんばー|码|碼|密码|号码|号|번호|코드|넘버)?", "p[. -] ?i[. -] ?n[.]?", "pincode", "pins", "ぴん ?(?:番号|ばんごう|こーど|なんばー)", "ぴん(?=[はがをもと0-9 :=,·-])", "핀 ?(?:번호|코드|넘버)", "핀(?=[은는이가을를0-9 :=])",
      "[ぱば]すわ[ーあ]?ど", "ぱすこーど", "ぱすふれーず", "の?ぱす(?=[はが:=0-9 ])", "pass ?words?", "passwd", "passwrod", "pasword", "passwort", "pass ?codes?", "pass ?phrases?", "pass(?= ?(?:is|:|=|[0-9]))", "pwd?", "secret (?:code|number|word)", "security (?:code|number)", "(?:my|the) code", "identification number", "ansh?y?ou? ?ba(?:n|ng)gou?", "ansyou ?bangou", "ひみつの?ばんごう", "秘密の?番号",
      "密[码碼]", "蜜码", "口令", "비 ?밀 ?번 ?호", "비밀번오", "비번", "패스 ?워드", "패스 ?코드", "암호", "암증 ?번호", "안쇼 ?방고"
    ],
    "pin_weak": [
      "かーどの番号(?=[はが])", "(?:4|よん|four|네|사) ?-?(?:けた|桁|位|자리|digits?)(?:の|의|的)? ?(?:数字|番号|ばんごう|すうじ|こーど|暗号|数|やつ|もの|あれ|号码|数字|숫자|번호|code|number)?(?=[^かa-z])", "数字 ?(?:4|よっ)つ", "署名用?(?:電子証明書)?の?", "利用者証明用?(?:電子証明書)?の?", "sign(?:ature|ing)", "签名用?", "서명용?", "暗号", "番号(?=[はが])", "ばんごう(?=[はが])", "号码(?=是)", "번호(?=[는가])"
    ],
    "code": [
      "(?:ご?注文|お?問い?合わ?せ|といあわせ|追跡|伝票|予約|受付|整理|照会|管理|会員|顧客|社員|学籍|口座|免許(?:証)?|製造|商品|型|品|発注|契約|お客様|引換|申込|申請(?:書)?|登録|送り状|荷物|ろっと|保険(?:者|証)?|旅券|ぱすぽーと|基礎年金|年金|請求(?:書)?|見積|案件|取引|ちけっと|しりある)の?(?: ?(?:番号|ばんごう|no|id|こーど|なんばー))", "申請書id", "ご?注文", "しりある", "やまと", "佐川", "ゆうぱっく", "宅急便",
      "(?:order|tracking|parcel|shipment|booking|reservation|reference|ref|invoice|account|licen[cs]e|serial|product|item|part|model|ticket|case|customer|member(?:ship)?|receipt|application|confirmation|transaction|passport|insurance|employee|student)(?: ?(?:number|no|id|code|num|#))?",
      "(?:订单|訂單|快递|运单|物流|追踪|跟踪|预约|受理|会员|账户|账号|帐号|银行卡|驾照|护照|产品|商品|发票|参考|申请|序列|流水|单)(?:号码?|號|编号|单号)", "订单", "快递", "账号",
      "(?:주문|운송장|송장|예약|접수|계좌|면허|여권|회원|상품|제품|문의|조회|배송|신청|일련|고객|등록|관리) ?번호", "주문", "계좌"
    ],
    "plain": [
      "(?:電話|携帯|くれじっと(?:かーど)?|口座|手机|电话|信用卡|银行卡|핸드폰|전화|신용 ?카드|계좌) ?(?:番号|号码?|번호)?(?:の|的|의)? ?(?:下|末尾|最後の?|后|後|뒤|끝)の? ?4 ?(?:桁|けた|位|자리)",
      "電話(?:の?番号)?", "でんわ(?:の?ばんごう)?", "tel", "phone(?: number)?", "fax", "ふぁっくす", "携帯", "けいたい", "内線", "ふりーだいやる", "なびだいやる", "call", "ext", "extension", "mobile", "cell", "手机", "手機", "电话", "電話", "转", "전화(?: ?번호)?", "핸드폰", "휴대폰", "연락처", "連絡先", "联系",
      "郵便番号", "ゆうびんばんごう", "邮编", "邮政编码", "우편번호", "zip(?: ?code)?", "post(?:al)? ?code", "area code", "country code",
      "部屋", "号室", "room", "房间", "房號", "번 ?방", "号楼", "호실", "番地", "住所", "address", "地址", "주소", "窓口番号", "呼出", "buzzer",
      "えらー", "error", "错误", "錯誤", "오류", "에러", "こーど(?=e)", "err",
      "手数料", "料金", "値段", "金額", "費用", "価格", "fees?", "price", "costs?", "费用?", "手续费", "价格", "金额", "수수료", "요금", "가격", "비용", "금액", "お金", "残高", "点数", "ぽいんと", "points?",
      "生年月日", "誕生日", "birth(?:day| ?date)?", "born", "生まれ", "出生", "生日", "생년월일", "생일", "태어", "発行", "issued?", "期限", "expir(?:y|es?|ed|ation)", "満了", "有效期", "유효기간", "만료", "発行日", "日付", "date", "日期", "날짜",
      "ばーじょん", "version", "年収", "人口", "身長", "体重", "法人番号", "qr ?code", "promo", "coupon", "くーぽん", "ばす", "便", "flight", "bus", "列車", "page", "ぺーじ", "www"
    ]
  },
  "kana_edges": ["ぴん", "ぱす", "핀", "番号", "ばんごう", "号码", "번호"],
  "said_by": "{S}|やつ|もの|[0-9]{1,2} ?(?:桁|けた|位数?|자리)(?:の|で|的|로)?|digits|西暦|wa(?![a-z])|はい|って|とは|は|わ|が|も|を|に|の|こそ|という|番号|ばんごう|こーど|なんばー|たしか|確か|多分|たぶん|おそらく|きっと|今|いま|現在|実は|じつは|私|わたし|僕|次|つぎ|以下|これ|こちら|設定|です|なら|だと|だった|で|って言うと|いう|ok|is|was|are|were|be|will|set|to|as|the|my|an?(?![a-z])|code|numbers?|no|it|i(?![a-z])|s(?![a-z])|this|that|think|maybe|probably|here|now|following|of|new|old|current|four|card|digits?|equals?|changed|change|remember|used|use|就是|是|为|為|应该|應該|大概|好像|可能|我的|我|的|号码|号|碼|码|设置|设成|设为|设|成|改成|改|叫|了|记得|은|는|이요|이|가|을|를|도|요|번호|코드|아마|제|내|로|으로|설정|바로|입니다",
  "said_of": "{S}|(?:弾かれ|はじかれ|拒否され|えらーに?な|だめで|駄目で)(?:た|て|る|り)?|[0-9]{4}(?![0-9])|か|や|还是|或者?|or|아니면|の?(?:どっち|どちら|いずれ)か|(?:入れ|入力し|打っ|押し|使っ|し|打ち込ん|打ちこん)(?:たら|たのに|ても|た所|たところ|て|た|だら|でも|だのに)|入れると|入力すると|押すと|打つと|使うと|にしたら|(?:を|で)?入力|何度|何回|提示|显示|说|后|以后|之后|结果|却|时|的时候|입력|넣으니|넣었는데|넣어도|쳐도|치니|쳤는데|하면|해도|하니|했더니|했지만|when|and|got|but|打った|打って|入れた|入れて|入力した|入力して|押した|押して|使った|使って|のに|けど|けれど|だけど|思います|思う|たぶん|多分|いい|良い|本当の|間違った|but|good|bad|safe|weak|right|correct|ok|valid|但是?|可是|对的?|正确|错误|好|인데|지만|눌렀는데|했는데|맞는|틀린|좋은|番(?!号)|という|って|だった|でした|です|だ|とか|が|は|を|に|で|と|の|私|わたし|僕|ぼく|俺|おれ|うち|自分|かーど|まいなんばー|母|父|夫|妻|主人|子ども|前|今|古い|新しい|昔|署名用|それ|これ|あれ|うちの|正しい|是|就是|为|為|做|作|当|當|成|设|用|这个|那个|我们|我|的|卡|他|她|老婆|老公|妈妈|新|旧|原来|이라는|라는|이|가|은|는|을|를|로|으로|라고|제|내|저의|나의|저|나|우리|카드|예전|옛날|새|is|was|as|for|the|my|our|his|her|an?(?![a-z])|old|new|current|card|s(?![a-z])|that|this|it|pin|number|to be|used|my number",
  "own": "誕生日|生年月日|生日|出生|birth|생일|생년월일|電話|でんわ|携帯|けいたい|phone|mobile|手机|手機|电话|핸드폰|휴대폰|전화|住所|部屋|room|房间",
  "copula": "[はがを:=是为為用은는이가]|is|was|be",
  "as_in": "(?:の(?:番号|数字|下4桁|下の?4桁|最後)?|と(?:同じ|一緒)(?:で|の)?|的(?:后4位|後4位)?|(?:하고|와|과|이랑|랑) ?같은|의|인|이랑 같은)?{S}{0,2}",
  "reach_before": 30,
  "reach_after": 18,
  "unit": " ?(?:{MONEY}|年(?!金)|년|月|월|人(?!の)|名(?!前|義|称)|명|件|건|店|枚|张|장의|[かゕゖ箇]所|[かゕゖ]月|文字|もじ|字|글자|桁|けた|位|자리|digits?|char|letter|回|次(?!に)|times|日(?!本)|일(?! ?(?:거|것|수|까|지|텐|겁))|時|时|時間|分(?!か)|minute|hour|day|month|year|号室|番地|番窓口|号|호|丁目|番の?窓口|階|楼|층|km|kg|m(?![a-z])|gb|mb|%|倍|本(?!当|人)|冊|社|ぺーじ|頁|页|people|person|stores?|shops?|[かゕゖ]国|世帯|点(?!だ)|점|세(?!요)|歳|岁|개|個(?!人)|个(?!人)|곳|회|と表示|が表示|と出|が出|えらー|error|のえらー|오류|错误|p(?![a-z])|台|世紀|以上|以下|以内|未満|ぽいんと|point)",
  "when": "(?:^|[^a-z])(?:in|since|from|until|till|by|year|before|after|early|late|during|on|自|从|自从|到|至)[ ,]*$",
  "year": "{Y}",
  "card": "([a-z]{S}{0,2}[a-z])({S}{0,3}(?:[0-9]{S}{0,3}){7}[0-9]{S}{0,3})([a-z]{S}{0,2}[a-z])(?![a-z0-9])",
  "card_slip": "[a-z]{0,3}{S}{0,2}[0-9]{6,10}{S}{0,2}[a-z]{0,3}(?![a-z0-9])",
  "short_words": "on in at is to by of my no id it or an as be do go he if me so up us we am pm ok hi no",
  "joined": "{S}|か|と|や|も|または|あるいは|それとも|もしくは|じゃなくて|ではなくて?|次|or|and|not|nor|then|或者?|还是|和|또는|이나|아니면|랑|하고|말고|the|new|old|it|is|was|から|to|に|へ|变成|改成",
  "secret": "[a-z0-9]+",
  "pieces": "(^|[^a-z0-9])([a-z]{2,8}[ -]{1,2}[0-9]{2,10}|[0-9]{2,10}[ -]{1,2}[a-z]{2,8}|[a-z](?:[ ,-]{1,2}[a-z0-9]){5,15})(?![a-z0-9])",
  "after_word": " ?(?:$|\n|[,.。)·]|です|でした|だ|で[すし、,]|と|入|입니다|이에요|예요|이라|라고|吧|了)",
  "no_secret": "^(?:[0-9]+(?:yen|won|jpy|usd|krw|dollars?|days?|digits?|times?|mins?|minutes?|hours?|years?|months?|weeks?|th|st|nd|rd|people|persons?|characters?|chars?|letters?|am|pm|km|kg|gb|mb)|(?:jpy|usd|yen)[0-9]+|[0-9]{1,2}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[0-9]{2,4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[0-9]+|(?:iphone|windows|android|galaxy|xperia|pixel|ios|java|chrome|covid|office|win|ipad|aquos|reiwa|heisei|showa|room|gate|error|err|no|tel|ext|code|qr|pdf|https?|www)[0-9]+[a-z]*)$",
  "plain_words": "since for about over until from error press dial after before not with than like only and the was has have still now then when times more less almost nearly reset change changed changes forgot forgotten forget remember remembered locked unlock unlocked wrong incorrect correct error errors online myna mynaportal portal iphone android mynumber number numbers digits letters characters required requirements needed necessary please manager update updated renew renewal expired invalid issue issued length password passcode login signin signature jpki google apple docomo softbank rakuten window windows screen counter office meguro convenience english japanese chinese korean setting settings recovery protected secret policy security strong account blocked rejected refused missing unknown again without because register registered registration card reader browser safari chrome mobile"
};
