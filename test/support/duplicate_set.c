#include "support/duplicate_set.h"

#include "base/text.h"

#include <csv.h>
#include <ctype.h>

/* splitmix64: the same numbers on every machine. */
typedef struct dice {
    uint64_t state;
} dice_t;

static uint64_t dice_next(dice_t *dice) {
    dice->state += 0x9E3779B97F4A7C15u;
    return duplicate_mix(dice->state);
}

static size_t dice_below(dice_t *dice, size_t limit) {
    return dice_next(dice) % limit;
}

static bool dice_one_in(dice_t *dice, size_t times) {
    return dice_below(dice, times) == 0;
}

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define PICK(dice, table) ((table)[dice_below((dice), COUNT(table))])

static const char *const SYLLABLES[] = {"kan", "mor", "ve", "lis", "tor", "bel", "ra",  "dun", "fi",  "gal",
                                        "hex", "jo",  "ki", "lum", "nor", "pra", "qui", "ros", "sta", "tel",
                                        "ul",  "vex", "wi", "xan", "yo",  "zen", "cor", "dra", "em",  "flo"};
static const char *const TRADES[] = {"Systems", "Foods", "Logistics", "Medical", "Energy", "Trading", "Partners",
                                     "Optics",  "Steel", "Textiles",  "Labs",    "Media",  "Marine",  "Packaging"};
static const char *const FORMS[] = {"GmbH", "Ltd", "Limited", "Inc.", "LLC", "S.A.", "Pte Ltd", "AG", "B.V.", "S.r.l."};
static const char *const HAN_WORDS[] = {"东海", "华信", "远景", "龙腾", "北辰", "恒泰", "云川", "金穗", "青禾", "瑞丰"};
static const char *const HAN_TRADES[] = {"电子", "食品", "物流", "能源", "贸易", "科技", "机械", "医疗"};
static const char *const HAN_FORMS[] = {"有限公司", "股份有限公司", "有限责任公司"};
static const char *const CYRILLIC_WORDS[] = {"Север",  "Волга", "Гранит", "Рассвет",
                                             "Вектор", "Маяк",  "Сокол",  "Вершина"};
static const char *const CYRILLIC_TRADES[] = {"строй", "транс", "пром", "торг", "маш", "газ", "лес"};
static const char *const CYRILLIC_FORMS[] = {"ООО", "ЗАО", "АО"};
static const char *const STREETS[] = {"Harbour Street", "Mill Road",     "Station Avenue", "Bergstraße", "Rue du Port",
                                      "Oak Lane",       "Market Square", "Kirchweg",       "Via Roma",   "Long Road"};
static const char *const CITIES[] = {"Norwick", "Altstadt", "Bellport", "Casanova", "Dunmore", "Estrela", "Fairview"};

static char *made_word(arena_t *arena, dice_t *dice) {
    char *word = arena_printf(arena, "%s%s%s", PICK(dice, SYLLABLES), PICK(dice, SYLLABLES),
                              dice_one_in(dice, 2) ? PICK(dice, SYLLABLES) : "");
    word[0] = (char)toupper((unsigned char)word[0]);
    return word;
}

typedef struct company {
    const char *core, *form; /* the name without and with its legal form */
    bool form_first;
    const char *street, *city, *postal_code, *domain;
    size_t number;
    unsigned long phone;
} company_t;

static void company_name(arena_t *arena, dice_t *dice, company_t *company) {
    size_t script = dice_below(dice, 10);
    if (script == 0) {
        company->core = arena_printf(arena, "%s%s%s%s", PICK(dice, HAN_WORDS), PICK(dice, HAN_WORDS),
                                     PICK(dice, HAN_WORDS), PICK(dice, HAN_TRADES));
        company->form = PICK(dice, HAN_FORMS);
    } else if (script == 1) {
        company->core = arena_printf(arena, "%s%s%s %s", PICK(dice, CYRILLIC_WORDS), PICK(dice, CYRILLIC_TRADES),
                                     PICK(dice, CYRILLIC_TRADES), PICK(dice, CYRILLIC_WORDS));
        company->form = PICK(dice, CYRILLIC_FORMS);
        company->form_first = true;
    } else {
        company->core = arena_printf(arena, "%s %s", made_word(arena, dice), PICK(dice, TRADES));
        if (script < 5) company->core = arena_printf(arena, "%s %s", made_word(arena, dice), company->core);
        company->form = PICK(dice, FORMS);
    }
}

static company_t company_create(arena_t *arena, dice_t *dice, size_t number) {
    company_t company = {.number = 1 + dice_below(dice, 180), .phone = 20000000 + dice_below(dice, 70000000)};
    company_name(arena, dice, &company);
    company.street = PICK(dice, STREETS);
    company.city = PICK(dice, CITIES);
    company.postal_code = arena_printf(arena, "%05zu", dice_below(dice, 400) * 7 + 10000);
    company.domain = arena_printf(arena, "%s%zu.com", made_word(arena, dice), number);
    return company;
}

/* One letter left out, doubled, or exchanged with the next; only of plain letters. */
static char *mistyped(arena_t *arena, dice_t *dice, const char *text) {
    size_t length = strlen(text);
    size_t at = length > 3 ? 1 + dice_below(dice, length - 2) : 0;
    if (at == 0 || !isalpha((unsigned char)text[at]) || !isalpha((unsigned char)text[at + 1]))
        return arena_strdup(arena, text);
    switch (dice_below(dice, 3)) {
    case 0: return arena_printf(arena, "%.*s%s", (int)at, text, text + at + 1);
    case 1: return arena_printf(arena, "%.*s%c%s", (int)at, text, text[at], text + at);
    default: return arena_printf(arena, "%.*s%c%c%s", (int)at, text, text[at + 1], text[at], text + at + 2);
    }
}

static char *swapped(arena_t *arena, const char *name) {
    const char *space = strrchr(name, ' ');
    if (space == NULL) return arena_strdup(arena, name);
    return arena_printf(arena, "%s %.*s", space + 1, (int)(space - name), name);
}

static const char *written_name(arena_t *arena, dice_t *dice, const company_t *company, bool worn) {
    const char *core = company->core;
    if (worn && dice_one_in(dice, 3)) core = mistyped(arena, dice, core);
    if (worn && dice_one_in(dice, 12)) core = mistyped(arena, dice, core);
    if (worn && dice_one_in(dice, 8)) core = swapped(arena, core);
    if (worn && dice_one_in(dice, 3)) return core;
    const char *between = (unsigned char)core[0] >= 0xE4 ? "" : " ";
    return company->form_first ? arena_printf(arena, "%s «%s»", company->form, core)
                               : arena_printf(arena, "%s%s%s", core, between, company->form);
}

static const char *written_phone(arena_t *arena, dice_t *dice, unsigned long phone) {
    unsigned long first = phone / 10000, last = phone % 10000;
    switch (dice_below(dice, 4)) {
    case 0: return arena_printf(arena, "+49 30 %04lu %04lu", first, last);
    case 1: return arena_printf(arena, "(030) %04lu-%04lu", first, last);
    case 2: return arena_printf(arena, "030%04lu%04lu", first, last);
    default: return arena_printf(arena, "%04lu.%04lu", first, last);
    }
}

static duplicate_input_t written(arena_t *arena, dice_t *dice, const company_t *company, bool worn) {
    duplicate_input_t record = {.name = written_name(arena, dice, company, worn), .city = company->city};
    size_t number = worn && dice_one_in(dice, 8) ? company->number + 2 : company->number;
    const char *street = worn && dice_one_in(dice, 5) ? mistyped(arena, dice, company->street) : company->street;
    record.street = dice_one_in(dice, 2) ? arena_printf(arena, "%zu %s", number, street)
                                         : arena_printf(arena, "%s %zu", street, number);
    record.postal_code = worn && dice_one_in(dice, 8) ? NULL : company->postal_code;
    if (!dice_one_in(dice, worn ? 3 : 6)) record.phone = written_phone(arena, dice, company->phone);
    if (!dice_one_in(dice, worn ? 2 : 4)) record.website = arena_printf(arena, "https://www.%s/", company->domain);
    if (worn && dice_one_in(dice, 6)) record.street = NULL;
    return record;
}

/* Another company that looks alike: of the same group, or next door. */
static company_t company_beside(arena_t *arena, dice_t *dice, const company_t *company, size_t number) {
    company_t other = company_create(arena, dice, number);
    if (dice_one_in(dice, 2)) {
        other.street = company->street;
        other.city = company->city;
        other.postal_code = company->postal_code;
        other.number = company->number;
    } else if ((unsigned char)company->core[0] < 0x80 && strchr(company->core, ' ') != NULL) {
        size_t first = strcspn(company->core, " ");
        other.core = arena_printf(arena, "%.*s %s", (int)first, company->core, PICK(dice, TRADES));
        other.form = company->form;
        if (text_equal(other.core, company->core)) other.core = arena_printf(arena, "%s %s", other.core, "Finance");
    }
    return other;
}

duplicate_set_t duplicate_set_create(arena_t *arena, size_t companies, uint64_t seed) {
    dice_t dice = {seed};
    duplicate_set_t set = {.arena = arena,
                           .records = ARENA_ARRAY(arena, duplicate_input_t, companies * 4),
                           .truth = ARENA_ARRAY(arena, int64_t, companies * 4)};
    company_t company = {.core = NULL};
    for (size_t i = 0; i < companies; i++) {
        company = i > 0 && dice_one_in(&dice, 6) ? company_beside(arena, &dice, &company, i)
                                                 : company_create(arena, &dice, i);
        size_t copies = dice_one_in(&dice, 3) ? 2 + dice_below(&dice, 3) : 1;
        for (size_t j = 0; j < copies; j++) {
            set.records[set.count] = written(arena, &dice, &company, j > 0);
            set.truth[set.count++] = (int64_t)i;
        }
    }
    return set;
}

enum { COLUMNS = 64, ROWS = 20000 };

/* A CSV file as rows of cells; the first is its header. */
typedef struct sheet {
    arena_t *arena;
    const char *(*rows)[COLUMNS];
    size_t count, column;
} sheet_t;

static void sheet_cell(void *cell, size_t length, void *argument) {
    sheet_t *sheet = argument;
    if (sheet->count < ROWS && sheet->column < COLUMNS)
        sheet->rows[sheet->count][sheet->column++] = text_trim(sheet->arena, arena_strndup(sheet->arena, cell, length));
}

static void sheet_row(int end, void *argument) {
    sheet_t *sheet = argument;
    (void)end;
    if (sheet->count < ROWS) sheet->count++;
    sheet->column = 0;
}

static bool sheet_read(arena_t *arena, const char *path, sheet_t *out) {
    char buffer[65536];
    struct csv_parser parser;
    FILE *file = fopen(path, "rb");
    if (file == NULL || csv_init(&parser, 0) != 0) return false;
    *out = (sheet_t){.arena = arena, .rows = arena_array(arena, ROWS + 1, sizeof *out->rows)};
    for (size_t length; (length = fread(buffer, 1, sizeof buffer, file)) > 0;)
        csv_parse(&parser, buffer, length, sheet_cell, sheet_row, out);
    csv_fini(&parser, sheet_cell, sheet_row, out);
    csv_free(&parser);
    fclose(file);
    return out->count > 1;
}

/* NULL for an empty cell and for a column that is not there. */
static const char *sheet_value(const sheet_t *sheet, size_t row, const char *column) {
    for (size_t i = 0; i < COLUMNS && sheet->rows[0][i] != NULL; i++) {
        const char *cell = sheet->rows[row][i];
        if (strcasecmp(sheet->rows[0][i], column) == 0) return cell == NULL || *cell == '\0' ? NULL : cell;
    }
    return NULL;
}

static duplicate_set_t set_of_sheet(const sheet_t *sheet) {
    return (duplicate_set_t){.arena = sheet->arena,
                             .records = ARENA_ARRAY(sheet->arena, duplicate_input_t, sheet->count),
                             .truth = ARENA_ARRAY(sheet->arena, int64_t, sheet->count)};
}

bool duplicate_set_chicago(arena_t *arena, const char *folder, duplicate_set_t *out) {
    sheet_t sheet;
    const char *path = arena_printf(arena, "%s/companies/dedupe_chicago/csv_example_input_with_true_ids.csv", folder);
    if (!sheet_read(arena, path, &sheet)) return false;
    *out = set_of_sheet(&sheet);
    for (size_t i = 1; i < sheet.count; i++) {
        const char *truth = sheet_value(&sheet, i, "True Id");
        out->records[out->count] = (duplicate_input_t){.name = sheet_value(&sheet, i, "Site name"),
                                                       .street = sheet_value(&sheet, i, "Address"),
                                                       .postal_code = sheet_value(&sheet, i, "Zip"),
                                                       .phone = sheet_value(&sheet, i, "Phone")};
        if (truth != NULL && text_parse_int(truth, &out->truth[out->count])) out->count++;
    }
    return true;
}

bool duplicate_set_febrl(arena_t *arena, const char *folder, const char *file, duplicate_set_t *out) {
    sheet_t sheet;
    if (!sheet_read(arena, arena_printf(arena, "%s/companies/febrl_1_2/%s", folder, file), &sheet)) return false;
    *out = set_of_sheet(&sheet);
    for (size_t i = 1; i < sheet.count; i++) {
        const char *id = sheet_value(&sheet, i, "rec_id");
        const char *part[] = {sheet_value(&sheet, i, "given_name"),    sheet_value(&sheet, i, "surname"),
                              sheet_value(&sheet, i, "street_number"), sheet_value(&sheet, i, "address_1"),
                              sheet_value(&sheet, i, "address_2"),     sheet_value(&sheet, i, "state"),
                              sheet_value(&sheet, i, "date_of_birth")};
        if (id == NULL || !text_starts_with(id, "rec-")) continue;
        for (size_t j = 0; j < COUNT(part); j++)
            if (part[j] == NULL) part[j] = "";
        out->truth[out->count] = strtoll(id + strlen("rec-"), NULL, 10);
        out->records[out->count++] =
            (duplicate_input_t){.individual = true,
                                .name = arena_printf(arena, "%s %s", part[0], part[1]),
                                .street = arena_printf(arena, "%s %s %s", part[2], part[3], part[4]),
                                .city = sheet_value(&sheet, i, "suburb"),
                                .postal_code = sheet_value(&sheet, i, "postcode"),
                                .registration_number = sheet_value(&sheet, i, "soc_sec_id"),
                                .more = arena_printf(arena, "%s %s", part[5], part[6])};
    }
    return true;
}
