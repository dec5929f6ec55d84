#include "capture/column_names.h"

#include "base/text.h"
#include "capture/csv_import.h"

#include <ctype.h>

static const char *const SOURCES[SOURCE_COUNT] = {"name", "salesforce", "hubspot", "odoo", "spreadsheet"};

const char *source_name(source_t source) {
    return SOURCES[source];
}

#define SALESFORCE SOURCE_SALESFORCE
#define HUBSPOT SOURCE_HUBSPOT
#define ODOO SOURCE_ODOO
#define SPREADSHEET SOURCE_SPREADSHEET

/* Rows that most types share. */
#define DELETED                                                                                                        \
    {CSV_TARGET_DELETED, SALESFORCE, "isdeleted fivetrandeleted", NULL}, {                                             \
        CSV_TARGET_DELETED, SPREADSHEET, "deleted", NULL                                                               \
    }
#define DESCRIPTION                                                                                                    \
    { "description", SPREADSHEET, "notes note comments comment remarks remark about memo", NULL }
#define OWNER                                                                                                          \
    {"owner", SALESFORCE, "ownerid ownername owneralias", NULL}, {"owner", HUBSPOT, "hubspotownerid", NULL},           \
        {"owner", ODOO, "userid salesperson", NULL}, {                                                                 \
        "owner", SPREADSHEET,                                                                                          \
            "salesagent agent rep salesrep salesperson assignedto accountmanager responsible seller "                  \
            "salesexecutive assignee",                                                                                 \
            NULL                                                                                                       \
    }
#define CURRENCY                                                                                                       \
    {"currency", SALESFORCE, "currencyisocode", NULL}, {"currency", HUBSPOT, "dealcurrencycode", NULL}, {              \
        "currency", SPREADSHEET, "currencycode currencyid ccy", NULL                                                   \
    }
#define SOURCE_FIELD                                                                                                   \
    {"source", SALESFORCE, "leadsource accountsource", NULL},                                                          \
        {"source", HUBSPOT, "hsanalyticssource originalsource latestsource", NULL},                                    \
        {"source", ODOO, "sourceid mediumid", NULL}, {                                                                 \
        "source", SPREADSHEET, "origin channel referredby howdidyouhear", NULL                                         \
    }
#define ACCOUNT_REFERENCE                                                                                              \
    {"account", SALESFORCE, "accountid accountname", NULL},                                                            \
        {"account", HUBSPOT,                                                                                           \
         "associatedcompany associatedcompanies associatedcompanyid associatedcompanyids "                             \
         "primaryassociatedcompany",                                                                                   \
         NULL},                                                                                                        \
        {"account", ODOO, "partnerid partnerideid partnername", NULL}, {                                               \
        "account", SPREADSHEET,                                                                                        \
            "company companyname companyid customer customername customerid client clientname "                        \
            "clientid organisation organization organizationname employer business",                                   \
            NULL                                                                                                       \
    }

static const known_names_t ACCOUNT_NAMES[] = {
    {"name", SALESFORCE, "accountname", NULL},
    {"name", HUBSPOT, "companyname", NULL},
    {"name", ODOO, "displayname completename", NULL},
    {"name", SPREADSHEET,
     "account company customer customername client clientname organisation organization "
     "organizationname business businessname",
     NULL},
    {CSV_TARGET_KEY, SALESFORCE, "id accountid", NULL},
    {CSV_TARGET_KEY, HUBSPOT, "recordid hsobjectid companyid", NULL},
    {CSV_TARGET_KEY, ODOO, "externalid", NULL},
    {CSV_TARGET_KEY, SPREADSHEET,
     "customerid clientid organisationid organizationid uniqueid customerno accountno "
     "customernumber",
     NULL},
    {"status", SALESFORCE, "type accounttype", NULL},
    {"status", HUBSPOT, "lifecyclestage", NULL},
    {"status", SPREADSHEET, "customertype customerstatus accountstatus relationship", NULL},
    {"tier", SPREADSHEET, "segment accounttier customertier class", NULL},
    {"industry", SPREADSHEET, "sector vertical branchofindustry", NULL},
    {"industry", ODOO, "industryid", NULL},
    {"employees", SALESFORCE, "numberofemployees", NULL},
    {"employees", HUBSPOT, "numberofemployees", NULL},
    {"employees", SPREADSHEET, "noofemployees employeecount headcount staff", NULL},
    {"annual_revenue", SALESFORCE, "annualrevenue", NULL},
    {"annual_revenue", HUBSPOT, "annualrevenue", NULL},
    {"annual_revenue", SPREADSHEET, "revenue turnover totalrevenue yearlyrevenue", NULL},
    {"founded", SALESFORCE, "yearstarted", NULL},
    {"founded", HUBSPOT, "foundedyear yearfounded", NULL},
    {"founded", SPREADSHEET, "yearestablished established foundingyear since", NULL},
    {"parent", SALESFORCE, "parentid parentaccount parentaccountid parentname", NULL},
    {"parent", HUBSPOT, "hsparentcompanyid parentcompany", NULL},
    {"parent", SPREADSHEET, "subsidiaryof partof group", NULL},
    {"website", HUBSPOT, "domain companydomainname websiteurl", NULL},
    {"website", SPREADSHEET, "url web homepage webaddress", NULL},
    {"phone", HUBSPOT, "phonenumber", NULL},
    {"phone", SPREADSHEET, "telephone tel mainphone telephonenumber", NULL},
    {"email", SPREADSHEET, "emailaddress mail companyemail", NULL},
    {"country", HUBSPOT, "countryregion", NULL},
    {"country", ODOO, "countryid", NULL},
    {"country", SPREADSHEET, "officelocation countryname hqcountry headquarters location", NULL},
    {"billing_street", HUBSPOT, "streetaddress", NULL},
    {"billing_street", SPREADSHEET, "street address address1 addressline1 billingaddress", NULL},
    {"billing_city", SPREADSHEET, "city town", NULL},
    {"billing_region", SALESFORCE, "billingstate billingstateprovince", NULL},
    {"billing_region", HUBSPOT, "stateregion", NULL},
    {"billing_region", ODOO, "stateid", NULL},
    {"billing_region", SPREADSHEET, "state province region county", NULL},
    {"billing_postal_code", SALESFORCE, "billingpostalcode billingzippostalcode", NULL},
    {"billing_postal_code", SPREADSHEET, "zip postalcode postcode zipcode billingzip", NULL},
    {"billing_country", SALESFORCE, "billingcountrycode", NULL},
    {"shipping_street", SPREADSHEET, "shippingaddress deliveryaddress deliverystreet", NULL},
    {"shipping_city", SPREADSHEET, "deliverycity", NULL},
    {"shipping_region", SALESFORCE, "shippingstate shippingstateprovince", NULL},
    {"shipping_postal_code", SALESFORCE, "shippingpostalcode shippingzippostalcode", NULL},
    {"shipping_postal_code", SPREADSHEET, "shippingzip deliveryzip", NULL},
    {"shipping_country", SALESFORCE, "shippingcountrycode", NULL},
    {"tax_number", ODOO, "vat", NULL},
    {"tax_number", SPREADSHEET, "taxid vatnumber vatid gstnumber gstregistrationnumber taxno", NULL},
    {"registration_number", SPREADSHEET, "uen companynumber registrationno companyregistrationnumber", NULL},
    {"legal_name", SPREADSHEET, "registeredname officialname", NULL},
    {"payment_terms", ODOO, "propertypaymenttermid", NULL},
    {"payment_terms", SPREADSHEET, "terms paymentterm", NULL},
    {"credit_limit", SPREADSHEET, "creditline", NULL},
    {"branch", SPREADSHEET, "regionaloffice office branchoffice", NULL},
    {"territory", SPREADSHEET, "salesterritory salesregion", NULL},
    {"tags", ODOO, "categoryid", NULL},
    {"tags", SPREADSHEET, "labels keywords", NULL},
    {"kind", ODOO, "companytype", NULL},
    OWNER,
    CURRENCY,
    SOURCE_FIELD,
    DESCRIPTION,
    DELETED,
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const known_names_t CONTACT_NAMES[] = {
    {"name", SPREADSHEET, "fullname contactname contact displayname person personname", NULL},
    {"first_name", SPREADSHEET, "givenname forename first", NULL},
    {"last_name", SPREADSHEET, "surname familyname last", NULL},
    {CSV_TARGET_KEY, SALESFORCE, "id contactid", NULL},
    {CSV_TARGET_KEY, HUBSPOT, "recordid hsobjectid vid", NULL},
    {CSV_TARGET_KEY, ODOO, "externalid", NULL},
    {CSV_TARGET_KEY, SPREADSHEET, "uniqueid personid contactno", NULL},
    {"email", SPREADSHEET, "emailaddress mail workemail", NULL},
    {"phone", HUBSPOT, "phonenumber", NULL},
    {"phone", SPREADSHEET, "telephone tel workphone businessphone telephonenumber", NULL},
    {"mobile", SALESFORCE, "mobilephone", NULL},
    {"mobile", HUBSPOT, "mobilephone mobilephonenumber", NULL},
    {"mobile", SPREADSHEET, "cell cellphone handphone", NULL},
    {"title", HUBSPOT, "jobtitle", NULL},
    {"title", ODOO, "function jobposition", NULL},
    {"title", SPREADSHEET, "position role designation", NULL},
    {"account", ODOO, "parentid parentidid companyname", NULL},
    {"city", SALESFORCE, "mailingcity", NULL},
    {"city", SPREADSHEET, "town", NULL},
    {"country", SALESFORCE, "mailingcountry mailingcountrycode", NULL},
    {"country", HUBSPOT, "countryregion", NULL},
    {"country", ODOO, "countryid", NULL},
    {"website", HUBSPOT, "websiteurl", NULL},
    {"website", SPREADSHEET, "url web homepage linkedin", NULL},
    {"do_not_contact", SALESFORCE, "hasoptedoutofemail donotcall", NULL},
    {"do_not_contact", HUBSPOT, "hsemailoptout unsubscribedfromallemail", NULL},
    {"do_not_contact", SPREADSHEET, "unsubscribed emailoptout donotemail", NULL},
    {"tags", ODOO, "categoryid", NULL},
    {"tags", SPREADSHEET, "labels keywords", NULL},
    ACCOUNT_REFERENCE,
    OWNER,
    SOURCE_FIELD,
    DESCRIPTION,
    DELETED,
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const known_names_t OPPORTUNITY_NAMES[] = {
    {"name", SALESFORCE, "opportunityname", NULL},
    {"name", HUBSPOT, "dealname", NULL},
    {"name", SPREADSHEET, "opportunity deal title subject opportunitytitle dealtitle", NULL},
    {CSV_TARGET_KEY, SALESFORCE, "id opportunityid", NULL},
    {CSV_TARGET_KEY, HUBSPOT, "recordid hsobjectid dealid", NULL},
    {CSV_TARGET_KEY, ODOO, "externalid", NULL},
    {CSV_TARGET_KEY, SPREADSHEET, "oppid uniqueid opportunitynumber dealnumber", NULL},
    {"contact", SALESFORCE, "contactid", NULL},
    {"contact", HUBSPOT, "associatedcontact associatedcontacts associatedcontactid associatedcontactids", NULL},
    {"contact", SPREADSHEET, "contactname primarycontact maincontact contactperson", NULL},
    {"stage", SALESFORCE, "stagename", NULL},
    {"stage", HUBSPOT, "dealstage", NULL},
    {"stage", ODOO, "stageid", NULL},
    {"stage", SPREADSHEET, "opportunitystage salesstage pipelinestage status phase", NULL},
    {"amount", HUBSPOT, "amountincompanycurrency", NULL},
    {"amount", SPREADSHEET, "closevalue dealvalue value estimatedvalue dealamount dealsize opportunityvalue", NULL},
    {"amount", ODOO, "expectedrevenue plannedrevenue", NULL},
    {"amount", SPREADSHEET, "revenue totalamount total price", NULL},
    {"expected_close", SALESFORCE, "closedate", NULL},
    {"expected_close", HUBSPOT, "closedate", NULL},
    {"expected_close", ODOO, "datedeadline expectedclosing", NULL},
    {"expected_close", SPREADSHEET, "expectedclosedate estimatedclosedate targetclosedate targetdate", NULL},
    {"closed_on", ODOO, "dateclosed", NULL},
    {"closed_on", SPREADSHEET, "closeddate actualclosedate closedat", NULL},
    {"opened_on", SPREADSHEET, "engagedate opendate startdate dateopened engagementdate", NULL},
    {"opened_on", SALESFORCE, "createddate", NULL},
    {"opened_on", HUBSPOT, "createdate", NULL},
    {"opened_on", ODOO, "createdon dateopen", NULL},
    {"opened_on", SPREADSHEET, "creationdate datecreated", NULL},
    {"products", SALESFORCE, "product2id", NULL},
    {"products", SPREADSHEET, "product productname productid item items lineitems", NULL},
    {"probability_override", SALESFORCE, "probability", NULL},
    {"probability_override", HUBSPOT, "hsdealstageprobability dealprobability", NULL},
    {"probability_override", ODOO, "probability", NULL},
    {"probability_override", SPREADSHEET, "winprobability chance likelihood", NULL},
    {"forecast_category", SALESFORCE, "forecastcategoryname", NULL},
    {"forecast_category", HUBSPOT, "hsmanualforecastcategory hsforecastcategory", NULL},
    {"lost_reason", SALESFORCE, "lossreason", NULL},
    {"lost_reason", HUBSPOT, "closedlostreason", NULL},
    {"lost_reason", ODOO, "lostreasonid", NULL},
    {"lost_reason", SPREADSHEET, "reasonlost", NULL},
    {"competitor", SPREADSHEET, "maincompetitor competitors competition", NULL},
    {"campaign", SALESFORCE, "campaignid campaignname", NULL},
    {"campaign", ODOO, "campaignid", NULL},
    {"next_step", HUBSPOT, "hsnextstep", NULL},
    {CSV_TARGET_WON, SALESFORCE, "iswon won", NULL},
    {CSV_TARGET_WON, HUBSPOT, "hsisclosedwon isclosedwon", NULL},
    {CSV_TARGET_CLOSED, SALESFORCE, "isclosed", NULL},
    {CSV_TARGET_CLOSED, HUBSPOT, "hsisclosed", NULL},
    ACCOUNT_REFERENCE,
    OWNER,
    CURRENCY,
    SOURCE_FIELD,
    DESCRIPTION,
    DELETED,
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const known_names_t LEAD_NAMES[] = {
    {"name", ODOO, "contactname", NULL},
    {"name", SPREADSHEET, "fullname leadname lead prospectname person personname", NULL},
    {CSV_TARGET_FIRST, SALESFORCE, "firstname", NULL},
    {CSV_TARGET_FIRST, HUBSPOT, "firstname", NULL},
    {CSV_TARGET_FIRST, SPREADSHEET, "givenname forename", NULL},
    {CSV_TARGET_LAST, SALESFORCE, "lastname", NULL},
    {CSV_TARGET_LAST, HUBSPOT, "lastname", NULL},
    {CSV_TARGET_LAST, SPREADSHEET, "surname familyname", NULL},
    {CSV_TARGET_KEY, SALESFORCE, "id leadid", NULL},
    {CSV_TARGET_KEY, HUBSPOT, "recordid hsobjectid", NULL},
    {CSV_TARGET_KEY, SPREADSHEET, "prospectid leadnumber leadno uniqueid", NULL},
    {"company", ODOO, "partnername", NULL},
    {"company", SPREADSHEET, "companyname account accountname organisation organization employer", NULL},
    {"email", ODOO, "emailfrom", NULL},
    {"email", SPREADSHEET, "emailaddress mail workemail", NULL},
    {"phone", HUBSPOT, "phonenumber", NULL},
    {"phone", SPREADSHEET, "telephone tel workphone mobile mobilephone", NULL},
    {"title", HUBSPOT, "jobtitle", NULL},
    {"title", ODOO, "function", NULL},
    {"title", SPREADSHEET, "position role designation", NULL},
    {"status", SALESFORCE, "leadstatus", NULL},
    {"status", HUBSPOT, "hsleadstatus leadstatus", NULL},
    {"status", ODOO, "stageid", NULL},
    {"source", SPREADSHEET, "leadorigin", NULL},
    {"campaign", SALESFORCE, "campaignid campaignname", NULL},
    {"industry", SPREADSHEET, "sector vertical", NULL},
    {"employees", SALESFORCE, "numberofemployees", NULL},
    {"employees", SPREADSHEET, "noofemployees headcount employeecount", NULL},
    {"website", HUBSPOT, "websiteurl", NULL},
    {"website", SPREADSHEET, "url web homepage", NULL},
    {"city", SPREADSHEET, "town", NULL},
    {"country", HUBSPOT, "countryregion", NULL},
    {"country", ODOO, "countryid", NULL},
    {"name", SPREADSHEET, "contactid", "contact"},
    OWNER,
    SOURCE_FIELD,
    DESCRIPTION,
    DELETED,
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const known_names_t PRODUCT_NAMES[] = {
    {"name", SPREADSHEET, "product productname itemname item title article", NULL},
    {"code", SALESFORCE, "productcode", NULL},
    {"code", HUBSPOT, "hssku sku", NULL},
    {"code", ODOO, "defaultcode internalreference", NULL},
    {"code", SPREADSHEET, "itemno itemcode itemnumber partnumber articlenumber stockkeepingunit", NULL},
    {CSV_TARGET_KEY, SALESFORCE, "id product2id", NULL},
    {CSV_TARGET_KEY, HUBSPOT, "recordid hsobjectid", NULL},
    {CSV_TARGET_KEY, ODOO, "externalid", NULL},
    {CSV_TARGET_KEY, SPREADSHEET, "productid uniqueid", NULL},
    {"series", SALESFORCE, "family productfamily", NULL},
    {"series", ODOO, "categid", NULL},
    {"series", SPREADSHEET, "category range line productline", NULL},
    {"price", HUBSPOT, "unitprice", NULL},
    {"price", ODOO, "lstprice listprice", NULL},
    {"price", SPREADSHEET, "salesprice sellingprice", NULL},
    {"active", SALESFORCE, "isactive", NULL},
    {"kind", HUBSPOT, "hsproducttype", NULL},
    {"kind", ODOO, "detailedtype producttype type", NULL},
    {"unit", SALESFORCE, "quantityunitofmeasure", NULL},
    {"unit", ODOO, "uomid", NULL},
    {"unit", SPREADSHEET, "uom unitofmeasure", NULL},
    {"tax_code", ODOO, "taxesid", NULL},
    {"tax_code", SPREADSHEET, "taxclass taxcategory", NULL},
    {"cost", HUBSPOT, "hscostofgoodssold", NULL},
    {"cost", ODOO, "standardprice", NULL},
    {"cost", SPREADSHEET, "unitcost costprice purchaseprice buyingprice standardcost", NULL},
    {"stocked", ODOO, "isstorable", NULL},
    {"stocked", SPREADSHEET, "stockitem trackinventory inventoried", NULL},
    {"reorder_level", ODOO, "reorderingminqty", NULL},
    {"reorder_level", SPREADSHEET, "reorderpoint minimumstock safetystocklevel", NULL},
    CURRENCY,
    DESCRIPTION,
    DELETED,
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const known_names_t USER_NAMES[] = {
    {"name", SPREADSHEET, "salesagent agent rep salesrep salesperson seller employee employeename fullname user", NULL},
    {CSV_TARGET_FIRST, SALESFORCE, "firstname", NULL},
    {CSV_TARGET_FIRST, HUBSPOT, "firstname", NULL},
    {CSV_TARGET_LAST, SALESFORCE, "lastname", NULL},
    {CSV_TARGET_LAST, HUBSPOT, "lastname", NULL},
    {CSV_TARGET_KEY, SALESFORCE, "id userid", NULL},
    {CSV_TARGET_KEY, HUBSPOT, "ownerid hubspotownerid", NULL},
    {CSV_TARGET_KEY, SPREADSHEET, "employeeid employeenumber agentid uniqueid", NULL},
    {CSV_TARGET_MANAGER, SPREADSHEET, "manager salesmanager managername supervisor reportsto", NULL},
    {"team", ODOO, "teamid saleteamid", NULL},
    {"team", SPREADSHEET, "teamname salesteam", NULL},
    {"branch", SPREADSHEET, "regionaloffice office branchoffice location", NULL},
    {"territory", SPREADSHEET, "region salesregion salesterritory", NULL},
    {"email", ODOO, "login", NULL},
    {"email", SPREADSHEET, "emailaddress mail", NULL},
    {"phone", SPREADSHEET, "telephone tel phonenumber mobilephone mobile", NULL},
    {"title", HUBSPOT, "jobtitle", NULL},
    {"title", SPREADSHEET, "position", NULL},
    {"active", SALESFORCE, "isactive", NULL},
    DELETED,
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const known_names_t CAMPAIGN_NAMES[] = {
    {"name", SALESFORCE, "campaignname", NULL},
    {"name", SPREADSHEET, "campaign title", NULL},
    {CSV_TARGET_KEY, SALESFORCE, "id campaignid", NULL},
    {CSV_TARGET_KEY, HUBSPOT, "recordid hsobjectid", NULL},
    {"kind", SALESFORCE, "type campaigntype", NULL},
    {"kind", SPREADSHEET, "channel medium", NULL},
    {"start", SALESFORCE, "startdate", NULL},
    {"end", SALESFORCE, "enddate", NULL},
    {"budget", SALESFORCE, "budgetedcost", NULL},
    {"budget", SPREADSHEET, "cost spend", NULL},
    OWNER,
    CURRENCY,
    DESCRIPTION,
    DELETED,
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const known_names_t TASK_NAMES[] = {
    {"subject", HUBSPOT, "hstasksubject tasktitle", NULL},
    {"subject", SPREADSHEET, "task taskname title name todo summary", NULL},
    {CSV_TARGET_KEY, SALESFORCE, "id activityid", NULL},
    {CSV_TARGET_KEY, HUBSPOT, "recordid hsobjectid", NULL},
    {CSV_TARGET_KEY, SPREADSHEET, "taskid uniqueid", NULL},
    {"due", SALESFORCE, "activitydate", NULL},
    {"due", ODOO, "datedeadline", NULL},
    {"due", SPREADSHEET, "duedate deadline dueon dueby", NULL},
    {"done", SALESFORCE, "isclosed", NULL},
    {"done", SPREADSHEET, "completed isdone complete finished iscompleted", NULL},
    {"done", SALESFORCE, "status", NULL},
    {"done", HUBSPOT, "hstaskstatus taskstatus", NULL},
    {"priority", HUBSPOT, "hstaskpriority", NULL},
    {"contact", SALESFORCE, "whoid contactid", NULL},
    {"contact", HUBSPOT, "associatedcontact associatedcontactids", NULL},
    {"opportunity", SALESFORCE, "whatid opportunityid", NULL},
    {"opportunity", HUBSPOT, "associateddeal associateddealids dealid", NULL},
    {"lead", SPREADSHEET, "leadid leadname", NULL},
    {"description", HUBSPOT, "hstaskbody", NULL},
    {"description", SPREADSHEET, "body details", NULL},
    ACCOUNT_REFERENCE,
    OWNER,
    DESCRIPTION,
    DELETED,
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const known_names_t INTERACTION_NAMES[] = {
    {"subject", SPREADSHEET, "title name topic", NULL},
    {CSV_TARGET_KEY, SALESFORCE, "id eventid activityid", NULL},
    {CSV_TARGET_KEY, HUBSPOT, "recordid hsobjectid engagementid", NULL},
    {CSV_TARGET_KEY, SPREADSHEET, "interactionid uniqueid", NULL},
    {"kind", SALESFORCE, "type tasksubtype eventsubtype", NULL},
    {"kind", HUBSPOT, "activitytype engagementtype", NULL},
    {"kind", SPREADSHEET, "channel", NULL},
    {"start", SALESFORCE, "startdatetime activitydatetime activitydate", NULL},
    {"start", HUBSPOT, "hstimestamp activitydate", NULL},
    {"start", SPREADSHEET, "date timestamp datetime startdate time when", NULL},
    {"duration_minutes", SALESFORCE, "durationinminutes", NULL},
    {"duration_minutes", SPREADSHEET, "duration minutes", NULL},
    {"summary", HUBSPOT, "hscallbody hsnotebody hsmeetingbody", NULL},
    {"summary", SPREADSHEET, "description notes note comments details", NULL},
    {"direction", SALESFORCE, "calltype", NULL},
    {"direction", HUBSPOT, "hscalldirection calldirection", NULL},
    {"contacts", SALESFORCE, "whoid contactid", NULL},
    {"contacts", HUBSPOT, "associatedcontact associatedcontacts associatedcontactids", NULL},
    {"contacts", SPREADSHEET, "contact contactname attendees participants person", NULL},
    {"opportunity", SALESFORCE, "whatid opportunityid", NULL},
    {"opportunity", HUBSPOT, "associateddeal associateddealids dealid", NULL},
    ACCOUNT_REFERENCE,
    OWNER,
    DELETED,
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const known_names_t STAKEHOLDER_NAMES[] = {
    {CSV_TARGET_KEY, SALESFORCE, "id", NULL},
    {"contact", SALESFORCE, "contactid contactname", NULL},
    {"contact", SPREADSHEET, "name person stakeholder", NULL},
    {"opportunity", SALESFORCE, "opportunityid opportunityname", NULL},
    {"opportunity", HUBSPOT, "dealid dealname", NULL},
    {"buying_role", SALESFORCE, "role contactrole", NULL},
    {"buying_role", HUBSPOT, "hsbuyingrole", NULL},
    {"reports_to", SALESFORCE, "reportstoid", NULL},
    {"reports_to", SPREADSHEET, "manager supervisor", NULL},
    {"title", SPREADSHEET, "jobtitle position", NULL},
    ACCOUNT_REFERENCE,
    DESCRIPTION,
    DELETED,
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const known_names_t TEAM_NAMES[] = {
    {"name", SPREADSHEET, "team teamname salesteam", NULL},
    {CSV_TARGET_KEY, SPREADSHEET, "id teamid", NULL},
    {"manager", ODOO, "teamleader userid", NULL},
    {"manager", SPREADSHEET, "managername teamlead salesmanager", NULL},
    {"branch", SPREADSHEET, "regionaloffice office", NULL},
    DESCRIPTION,
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const known_names_t BRANCH_NAMES[] = {
    {"name", SPREADSHEET, "branch branchname office officename regionaloffice", NULL},
    {CSV_TARGET_KEY, SPREADSHEET, "id branchid officeid", NULL},
    {"code", SPREADSHEET, "branchcode officecode", NULL},
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const known_names_t TERRITORY_NAMES[] = {
    {"name", SPREADSHEET, "territory territoryname region", NULL},
    {CSV_TARGET_KEY, SALESFORCE, "id territory2id", NULL},
    {"parent", SALESFORCE, "parentterritory2id", NULL},
    {"parent", SPREADSHEET, "parentterritory", NULL},
    DESCRIPTION,
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const known_names_t TAG_NAMES[] = {
    {"name", SPREADSHEET, "tag tagname label", NULL},
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const known_names_t STAGE_NAMES[] = {
    {"name", SALESFORCE, "masterlabel", NULL},
    {"name", SPREADSHEET, "stage stagename label", NULL},
    {"position", SALESFORCE, "sortorder", NULL},
    {"position", HUBSPOT, "displayorder", NULL},
    {"position", ODOO, "sequence", NULL},
    {"probability", SALESFORCE, "defaultprobability", NULL},
    {"forecast_category", SALESFORCE, "forecastcategoryname", NULL},
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const known_names_t PRICE_NAMES[] = {
    {"price_list", SALESFORCE, "pricebook2id pricebook2name", NULL},
    {"price_list", ODOO, "pricelistid", NULL},
    {"price_list", SPREADSHEET, "pricebook pricelistname list listname", NULL},
    {"product", SALESFORCE, "product2id productcode", NULL},
    {"product", ODOO, "producttmplid productid", NULL},
    {"product", SPREADSHEET, "productname sku item itemcode itemno itemname partnumber articlenumber article", NULL},
    {"minimum_quantity", ODOO, "minquantity", NULL},
    {"minimum_quantity", SPREADSHEET, "minqty from quantity fromqty quantitybreak break minimumqty", NULL},
    {"unit_price", ODOO, "fixedprice", NULL},
    {"unit_price", SPREADSHEET, "price netprice salesprice sellingprice", NULL},
    {"valid_from", ODOO, "datestart", NULL},
    {"valid_from", SPREADSHEET, "startdate effectivefrom validsince", NULL},
    {"valid_to", ODOO, "dateend", NULL},
    {"valid_to", SPREADSHEET, "enddate effectiveto validuntil expires", NULL},
    {CSV_TARGET_KEY, SALESFORCE, "id pricebookentryid", NULL},
    {CSV_TARGET_KEY, ODOO, "externalid", NULL},
    {NULL, SOURCE_NAME, NULL, NULL},
};

static const struct {
    const char *type;
    const known_names_t *names;
} TABLES[] = {
    {"account", ACCOUNT_NAMES},
    {"contact", CONTACT_NAMES},
    {"opportunity", OPPORTUNITY_NAMES},
    {"lead", LEAD_NAMES},
    {"product", PRODUCT_NAMES},
    {"price", PRICE_NAMES},
    {"user", USER_NAMES},
    {"campaign", CAMPAIGN_NAMES},
    {"task", TASK_NAMES},
    {"interaction", INTERACTION_NAMES},
    {"stakeholder", STAKEHOLDER_NAMES},
    {"team", TEAM_NAMES},
    {"branch", BRANCH_NAMES},
    {"territory", TERRITORY_NAMES},
    {"tag", TAG_NAMES},
    {"stage", STAGE_NAMES},
};

const known_names_t *known_names_of(const record_type_t *type) {
    for (size_t i = 0; i < sizeof TABLES / sizeof TABLES[0]; i++)
        if (text_equal(TABLES[i].type, type->name)) return TABLES[i].names;
    return NULL;
}

char *column_normalise(arena_t *arena, const char *name) {
    char *folded = text_fold(arena, name);
    size_t length = 0;
    for (const char *c = folded; *c != '\0'; c++)
        if (isalnum((unsigned char)*c) || (unsigned char)*c >= 0x80) folded[length++] = *c;
    folded[length] = '\0';
    return folded;
}

bool words_contain(const char *words, const char *word) {
    size_t length = strlen(word);
    if (length == 0) return false;
    for (const char *found = strstr(words, word); found != NULL; found = strstr(found + 1, word)) {
        bool starts = found == words || found[-1] == ' ';
        if (starts && (found[length] == ' ' || found[length] == '\0')) return true;
    }
    return false;
}

/* Longer words first: "sales_pipeline" is of deals, "pipelines" itself is rarely sent. */
const char *known_type_of_file(arena_t *arena, const char *file_name) {
    static const struct {
        const char *part;
        const char *type;
    } parts[] = {
        {"stakeholder", "stakeholder"},
        {"opportunit", "opportunity"},
        {"pipeline", "opportunity"},
        {"interaction", "interaction"},
        {"campaign", "campaign"},
        {"customer", "account"},
        {"territor", "territory"},
        {"pricelists", "price_list"},
        {"pricelist", "price"},
        {"pricebook", "price"},
        {"product", "product"},
        {"account", "account"},
        {"compan", "account"},
        {"contact", "contact"},
        {"branch", "branch"},
        {"meeting", "interaction"},
        {"client", "account"},
        {"people", "contact"},
        {"event", "interaction"},
        {"prices", "price"},
        {"stage", "stage"},
        {"agent", "user"},
        {"deal", "opportunity"},
        {"lead", "lead"},
        {"user", "user"},
        {"team", "team"},
        {"task", "task"},
        {"item", "product"},
        {"call", "interaction"},
        {"tag", "tag"},
    };
    const char *name = column_normalise(arena, file_name);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strstr(name, parts[i].part) != NULL) return parts[i].type;
    return NULL;
}
