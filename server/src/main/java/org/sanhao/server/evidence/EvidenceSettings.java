package org.sanhao.server.evidence;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of evidence.
 *
 * @param folder where sealed files lie; absent: {@code evidence} in the data folder
 * @param photo the largest photo
 * @param document the largest other file
 * @param perClause pieces one clause of a sheet may have
 * @param perInstitution all files of one institution together
 * @param reserve room that stays free on the disk
 * @param uploads files that may arrive at once on this node
 * @param scan program that reads a file from its input and ends with 0 when it is clean, 1 when not; empty: none
 * @param scanLimit how long it may take
 */
@ConfigurationProperties("sanhao.evidence")
public record EvidenceSettings(
        @Nullable Path folder,
        @DefaultValue("20MB") DataSize photo,
        @DefaultValue("100MB") DataSize document,
        @DefaultValue("50") int perClause,
        @DefaultValue("20GB") DataSize perInstitution,
        @DefaultValue("1GB") DataSize reserve,
        @DefaultValue("12") int uploads,
        @DefaultValue List<String> scan,
        @DefaultValue("60s") Duration scanLimit) {

    public DataSize limitOf(FileKind kind) {
        return kind.isPhoto() ? photo : document;
    }
}
