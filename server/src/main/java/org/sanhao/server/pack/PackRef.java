package org.sanhao.server.pack;

/** Names one published version of a pack. */
public record PackRef(String id, String version) {
    @Override
    public String toString() {
        return id + " " + version;
    }
}
