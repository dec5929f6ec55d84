/* How the organisation is divided: teams with a manager, branches, territories; and tags, the free labels of records.
 */
#ifndef DAYBOOK_CUSTOMER_TEAM_H
#define DAYBOOK_CUSTOMER_TEAM_H

#include "catalogue/type.h"

extern const record_type_t TEAM; /* its members are the users whose `team` it is */
extern const record_type_t BRANCH;
extern const record_type_t TERRITORY;
extern const record_type_t TAG;

#endif
