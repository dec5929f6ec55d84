-- What each user has chosen for the screens, such as whether the first steps are still shown.

CREATE TABLE user_setting (
    user_id {integer} NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    name {text} NOT NULL,
    value {text} NOT NULL,
    PRIMARY KEY (user_id, name)
);
