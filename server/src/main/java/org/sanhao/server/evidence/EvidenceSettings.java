package org.sanhao.server.evidence;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.settings.Explained;
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
        @Explained(value = "封存的佐证材料放在哪里；不写则在数据目录的 evidence 下", example = "/srv/sanhao/evidence") @Nullable
        Path folder,

        @DefaultValue("20MB") @Explained(value = "一张照片最大多少", example = "30MB")
        DataSize photo,

        @DefaultValue("100MB") @Explained(value = "其他文件最大多少", example = "200MB")
        DataSize document,

        @DefaultValue("50") @Explained(value = "自评表每一条最多几件佐证", example = "80")
        int perClause,

        @DefaultValue("20GB") @Explained(value = "一家机构的文件合计最大多少", example = "50GB")
        DataSize perInstitution,

        @DefaultValue("1GB") @Explained(value = "磁盘至少留出多少空间，不足时不再收文件", example = "5GB")
        DataSize reserve,

        @DefaultValue("12") @Explained(value = "本机同时接收几个文件", example = "24")
        int uploads,

        @DefaultValue @Explained(value = "查毒程序和参数：从标准输入读文件，0 为干净，1 为不收；不写则不查", example = "clamdscan, -")
        List<String> scan,

        @DefaultValue("60s") @Explained(value = "查毒最长等多久", example = "120s")
        Duration scanLimit) {

    public DataSize limitOf(FileKind kind) {
        return kind.isPhoto() ? photo : document;
    }
}
