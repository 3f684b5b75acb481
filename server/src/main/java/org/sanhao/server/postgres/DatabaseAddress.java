package org.sanhao.server.postgres;

/**
 * Where the database is and as whom we enter it.
 *
 * @param url JDBC address
 * @param app role of the running product: owns nothing, cannot bypass row-level security
 * @param owner role of the migrations: owns every schema, never serves a request
 */
public record DatabaseAddress(String url, Login app, Login owner) {

    /** A role and its password. */
    public record Login(String role, String password) {
        @Override
        public String toString() {
            return role;
        }
    }
}
