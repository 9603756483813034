/** What the desk says to the pages, and what they keep of it; the JSDoc of the modules names these types. */

type Language = string; // "ja", "en", "zh", "ko"
type ByLanguage<T = string> = Record<Language, T>;
/** Texts that hold kanji, each with the same text annotated as `{漢字|かんじ}`. */
type Readings = Record<string, string>;

// Elements (shared/dom.js)

type Child = Node | string | false | undefined | Child[];
interface Properties {
    on?: Record<string, (event: any) => unknown>;
    [attribute: string]: any;
}
/** Chrome's, which TypeScript does not know yet: a request to the reader's own computer. */
interface RequestInit {
    targetAddressSpace?: "loopback";
}
/** An element that says anew what is so at this minute. */
type Telling<E extends HTMLElement = HTMLElement> = E & { tell(): void };

// Replies of the web channel (docs/web-chat.md, docs/contracts.md)

interface Link {
    kind: "tel" | "calendar" | "web";
    label: string;
    value: string;
    open?: boolean;
    note?: string;
    menu?: string;
    hours?: string;
    cost?: string;
}
interface Source {
    label: string;
    heading: string;
    place?: string; // on /booklet
    page: number;
}
type Group = "title" | "lead" | "phone_lines" | "points" | "notes" | "changed_since" | "calendar" | "sources";
interface Version {
    topic: string;
    answer: { title: string; lead: string; points: string[]; kinds?: string[]; notes: string[]; links: Link[] };
    asks: string | null; // the slot of a form
    buttons: { title: string; payload: string }[];
    changed_since: string[];
    order: Group[]; // in which it is read
    reads_card: boolean;
    sources: Source[];
}
interface DeskReply {
    language: Language;
    versions: ByLanguage<Version>;
    furigana: Readings;
}
/** What the desk answers to one message: the text as it masked it, and its replies. */
interface DeskAnswer {
    said?: string;
    replies: DeskReply[];
}
interface ChatTexts {
    languages: ByLanguage;
    labels: ByLanguage<Record<string, string>>;
    furigana: Readings;
    eras: Record<string, string>; // the first day of each, ISO
    dates: string[]; // slots of forms that take a date
    greeting: DeskReply;
    masked: DeskReply;
    card_bridge: string; // its address; empty where no reading of cards is offered
}
interface OpenLines {
    person: DeskReply;
    best_line: ByLanguage<Link & { hours: string; cost: string }>;
    lines: ByLanguage<Link[]>;
}
type ChatOpening = ChatTexts & OpenLines;

// The conversation in the tab (chat/state/memory.js)

type Status = "waiting" | "answered" | "refused" | "failed";
interface Question {
    kind: "question";
    id: string;
    text: string;
    titles?: ByLanguage; // of a button that was pressed
    date?: string; // ISO
    language: Language;
    status: Status;
    failures?: number;
    silences?: number;
    isRaw?: true; // as written, until its numbers are masked: neither kept nor sent
}
interface ReplyTurn {
    kind: "reply";
    reply: DeskReply;
    to?: string; // the question's id
    at?: number; // ms
    vote?: "given";
}
type ChatTurn = Question | ReplyTurn;

// A card (docs/card.md, "The answer")

interface CardReport {
    card: "my_number_card" | "phone" | "other" | "none";
    reader: string;
    certificate: { state: string; until: string | null; renewable_from: string | null };
    pins: Record<string, { tries_left: number | null; locked: boolean | null }>;
    problem: string | null;
}
interface ReportRow {
    name: string; // of a text
    says?: string; // the name of another
    month?: string; // YYYY-MM
    count?: number;
}

// Masking (shared/mask)

/** A text in one form: one character a place, of which kind it is, and where it came from. */
interface Folded {
    text: string;
    kinds: string; // "a" and "k" digits, "w" digits in words, "." the rest
    starts: number[];
    ends: number[];
}
type Letter = [character: string, kind: string, start: number, end: number];
type Span = [start: number, end: number];
type Edit = [start: number, end: number, text: string, kind: string];
interface DigitGroup {
    digits: string;
    start: number;
    end: number;
    gap: string;
    isJoined: boolean;
}
/** A word that says what a number is. */
interface Label {
    kind: string;
    start: number;
    end: number;
}
/** What may be a PIN. */
interface PinValue {
    start: number;
    end: number;
    needsSaying: boolean;
    isPart?: boolean;
    needsWordBefore?: boolean;
}
/** The object of shared/mask/grammar.js; each text is a regular expression, or words parted by spaces. */
interface Grammar {
    signs: Record<string, string>;
    kanji: Record<string, number>;
    beside_kanji: Record<string, number>;
    enclosed: Record<string, number>;
    spelled: { lead: string; end: string; least: number; words: string[] }[];
    lookalikes: Record<string, string>;
    character: string;
    entities: Record<string, string>;
    counted: { form: string; tokens: [words: string, value: number][] }[];
    letters: [names: string, letter: string][];
    set_aside: string[];
    pieces_of: string;
    twice: Record<string, number>;
    zeros: string;
    parts: Record<string, string>;
    gap: string;
    longest_gap: number;
    claims: string[];
    signed: string[];
    labels: Record<string, string[]>;
    denied: string;
    kana_edges: string[];
    said_by: string;
    said_of: string;
    own: string;
    copula: string;
    as_in: string;
    reach_before: number;
    reach_after: number;
    reach_typed: number;
    not_a_pin: string;
    unit: string;
    when: string;
    year: string;
    card: string;
    card_slip: string;
    clock: string;
    typed_before: string;
    typed_after: string;
    in_brackets: string;
    short_words: string;
    joined: string;
    secret: string;
    pieces: string;
    after_word: string;
    no_secret: string;
    plain_words: string;
}

// The co-pilot (docs/copilot.md)

type Side = "ja" | "caller";
interface Thing {
    ja: string;
    caller: string;
}
interface Row extends Thing {
    kind: string; // knowledge/kinds.py
    aid?: string; // how the caller's column is read
    items?: Thing[]; // to bring
    paper?: [ja: string, caller: string];
    files?: [ja: string, caller: string]; // data: addresses
    own?: boolean; // made of the caller's dates
    open?: boolean;
    place?: string;
}
interface Choice extends Thing {
    word?: string;
    symptom?: string;
}
interface CopilotAnswer {
    topic: string;
    caller: Language;
    rows: Row[];
    related: { topic: string; title: string }[];
    step?: string;
    choices?: Choice[];
    problem?: string;
}
/** What was asked to get an answer: a topic, a PIN's symptom, dates. */
type Asked = Record<string, any>;
interface Suggestion {
    topic: string;
    title: string;
    caller: string;
    confidence: number;
    question: string;
    pages: number[];
    hosts: string[];
    as_of: string;
}
interface Suggestions {
    language: Language;
    suggestions: Suggestion[];
}
interface Office {
    place: string;
    open: boolean;
    hours: string;
    days: { day: string; opens: string; closes: string; rests: string }[];
    topics?: { topic: string; title: string }[];
}
interface CopilotOpening {
    languages: ByLanguage;
    composing: ByLanguage<Record<string, string>>;
    addresses: ByLanguage;
    printed: ByLanguage;
    eras: Record<string, { name: string; from: string }>;
    dates: string[];
    residences: Record<string, string>;
    symptoms: Record<string, string>;
    lines: Link[];
    office: Office;
}
/** What an agent was doing when the session ended. */
interface Work {
    agent: string;
    text: string;
    caller: Language;
    isPinned: boolean;
    asked?: [name: string, record: Asked];
    dates: string[];
}
interface HandedOver {
    channel: string;
    language: Language;
    turns: { who: string; text: string; title?: string; rows?: Row[] }[];
    told: { topic: string; title: string }[];
    problem?: string;
}

/** What a reader asks for, from any view; the chat hears it. */
type Mask = (text: string) => string; // a text with its numbers masked
interface Wishes {
    prepareToWrite: () => void;
    ask(asked: { text: string; titles?: ByLanguage; date?: string }): void;
    askAgain(question: Question): void;
    retry(): void;
    readCard(): void;
    sendFeedback(turn: ReplyTurn, details: { helpful: boolean; reason?: string; comment?: string }): void;
    switchLanguage(language: Language): void;
    switchFurigana(): void;
    handOver(): Promise<string>; // a code for the telephone
    copy(): void;
    print(): void;
    remove(): void;
    close(): void;
}

// Classes of modules, for those who are handed one of them.

type ViewContext = import("./chat/views/view_context.js").ViewContext;
type ChatScreen = import("./chat/views/screen.js").Screen;
type LineStates = import("./chat/state/line_states.js").LineStates;
type Masking = import("./chat/state/masking.js").Masking;
type Desk = ReturnType<typeof import("./chat/state/client.js").connect>;
type Memory = import("./chat/state/memory.js").Memory;
type CardInChat = import("./chat/card/card_in_chat.js").CardInChat;
type CardReading = import("./chat/card/card_reading.js").CardReading;
type Labels = import("./shared/mask/labels.js").Labels;
