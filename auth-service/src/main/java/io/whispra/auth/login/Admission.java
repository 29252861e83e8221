package io.whispra.auth.login;

import io.whispra.auth.account.Account;
import io.whispra.auth.session.Grant;
import io.whispra.auth.token.AccessToken;

/** Somebody is in: who, and with what they go on. */
record Admission(Account account, Grant grant, AccessToken access) {}
