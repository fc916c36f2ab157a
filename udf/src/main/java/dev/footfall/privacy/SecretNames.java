package dev.footfall.privacy;

import java.util.Set;

/** Names of parameters whose values are not for keeping, and words of paths that announce one; lower case. */
final class SecretNames {
    /** Values are credentials. */
    static final Set<String> CREDENTIALS = Set.of(
            "password", "passwd", "pwd", "pass", "passphrase", "passcode", "newpassword", "new_password",
            "oldpassword", "old_password", "password1", "password2", "password_confirmation", "confirm_password",
            "secret", "client_secret", "client-secret", "api_key", "apikey", "api-key", "x-api-key", "app_key",
            "private_key", "privatekey", "access_key", "accesskey", "credential", "credentials", "user_password",
            "userpassword", "login_password", "j_password", "otp", "totp", "cvv", "cvc", "pin", "ssn");

    /** Values are tokens. */
    static final Set<String> TOKENS = Set.of(
            "token", "access_token", "accesstoken", "refresh_token", "id_token", "id_token_hint", "auth_token",
            "authtoken", "oauth_token", "oauth_verifier", "oauth_signature", "authorization", "bearer", "jwt",
            "assertion", "client_assertion", "samlresponse", "samlrequest", "relaystate", "code_verifier",
            "code_challenge", "nonce", "ticket", "sessionid", "session_id", "session-id", "sessid", "sid",
            "jsessionid", "phpsessid", "asp.net_sessionid", "cfid", "cftoken", "connect.sid", "session_token",
            "csrf", "csrf_token", "csrftoken", "_csrf", "xsrf", "xsrf_token", "authenticity_token",
            "reset_token", "reset_password_token", "confirmation_token", "invitation_token", "unsubscribe_token",
            "verification_token", "email_token", "magic_token", "login_token", "x-amz-signature",
            "x-amz-credential", "x-amz-security-token", "x-goog-signature", "x-goog-credential", "awsaccesskeyid");

    /** Values are tokens when they look random, or when the parameters of OAuth stand together. */
    static final Set<String> PERHAPS_TOKENS = Set.of(
            "code", "state", "key", "session", "auth", "sig", "signature", "hash", "invite", "invitation", "verify",
            "confirm", "reset", "sso", "user_code", "device_code");

    /** The next segment of the path may be a token, even a short one. */
    static final Set<String> ANNOUNCING_SEGMENTS = Set.of(
            "reset", "reset-password", "reset_password", "resetpassword", "password-reset", "password_reset",
            "passwordreset", "password", "recover", "recovery", "verify", "verify-email", "verification", "confirm",
            "confirm-email", "confirmation", "activate", "activation", "invite", "invitation", "invitations",
            "unsubscribe", "magic", "magic-link", "magiclink", "token", "tokens", "session", "sessions");

    private SecretNames() {}
}
