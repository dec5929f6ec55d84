#include "customer/choices.h"

const choice_t SOURCE_CHOICES[] = {
    {"website", {"Website", "网站"}},
    {"referral", {"Referral", "推荐"}},
    {"partner", {"Partner", "合作伙伴"}},
    {"event", {"Event", "活动"}},
    {"campaign", {"Campaign", "营销活动"}},
    {"email", {"E-mail", "电子邮件"}},
    {"phone", {"Phone", "电话"}},
    {"social", {"Social media", "社交媒体"}},
    {"advertisement", {"Advertisement", "广告"}},
    {"purchased_list", {"Purchased list", "购买名单"}},
    {"outbound", {"Outbound", "主动开发"}},
    {"existing", {"Existing customer", "现有客户"}},
    {"other", {"Other", "其他"}},
    {NULL, {NULL, NULL}},
};

const choice_t PAYMENT_TERM_CHOICES[] = {
    {"immediate", {"Immediate", "立即付款"}},
    {"net_7", {"Net 7 days", "7 天内"}},
    {"net_14", {"Net 14 days", "14 天内"}},
    {"net_30", {"Net 30 days", "30 天内"}},
    {"net_45", {"Net 45 days", "45 天内"}},
    {"net_60", {"Net 60 days", "60 天内"}},
    {"net_90", {"Net 90 days", "90 天内"}},
    {"2_10_net_30", {"2/10 net 30", "10 天内付款享 2% 折扣，30 天内全额"}},
    {NULL, {NULL, NULL}},
};

const choice_t TIER_CHOICES[] = {
    {"strategic", {"Strategic", "战略"}}, {"key", {"Key", "重点"}}, {"standard", {"Standard", "标准"}},
    {"smb", {"SMB", "中小企业"}},         {NULL, {NULL, NULL}},
};
