package org.sanhao.server.evidence.web;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.evidence.EvidenceFiles;
import org.sanhao.server.evidence.EvidenceFiles.Size;
import org.sanhao.server.evidence.EvidenceId;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Bytes of evidence. What a person brought leaves only as a download; what a page shows are pictures the product drew.
 */
@RestController
@RequestMapping("/api/evidence/{id}")
class ContentController {
    /** Whatever a browser makes of the bytes, they run nothing, load nothing and belong to no site. */
    private static final String SANDBOX = "sandbox; default-src 'none'";

    private static final Duration KEPT_BY_BROWSER = Duration.ofHours(1);

    private final EvidenceFiles files;

    ContentController(EvidenceFiles files) {
        this.files = files;
    }

    @GetMapping(path = "/original", produces = MediaType.ALL_VALUE)
    ResponseEntity<InputStreamResource> original(Acting acting, @PathVariable UUID id) throws IOException {
        acting.require(Ability.READ_WORK);
        var original = files.open(acting.scope(), new EvidenceId(id)).orThrow();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(original.kind().media()))
                .contentLength(original.bytes())
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", SANDBOX)
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(original.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new InputStreamResource(Channels.newInputStream(original.channel())));
    }

    /** A small picture, or a page in reading size. */
    @GetMapping(path = "/picture", produces = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<byte[]> picture(
            Acting acting,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "false") boolean small) {
        acting.require(Ability.READ_WORK);
        var picture = files.picture(acting.scope(), new EvidenceId(id), page, small ? Size.THUMB : Size.VIEW)
                .orThrow();
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.maxAge(KEPT_BY_BROWSER).cachePrivate())
                .header("Content-Security-Policy", SANDBOX)
                .header("X-Content-Type-Options", "nosniff")
                .body(picture);
    }
}
