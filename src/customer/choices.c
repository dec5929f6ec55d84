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
