package org.sanhao.server.listen;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sanhao.server.postgres.KeyFolder;
import org.sanhao.server.postgres.StartRefused;

/**
 * A certificate authority of the installation's own, for the many places without a domain name: its root is trusted once
 * on each device, the server's certificate is made anew before it runs out or when its names change.
 */
public final class OwnAuthority {
    private static final Duration ROOT_LIFE = Duration.ofDays(3650);

    /** Browsers refuse server certificates of more than 398 days. */
    private static final Duration SERVER_LIFE = Duration.ofDays(397);

    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:]*");
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9-]*)(\\.[A-Za-z0-9-]+)*");

    private final KeyFolder keys;
    private final Clock clock;

    /** @param keys where private halves stay */
    public OwnAuthority(KeyFolder keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** A server's certificate with its chain, and its private key, both PEM files. */
    public record Certified(Path chain, Path key, X509Certificate server, X509Certificate root) {}

    /**
     * The certificate for these names, made when there is none, when it runs out within 30 days or says other names.
     *
     * @throws StartRefused when a name is neither a host name nor an address
     */
    public Certified certify(List<String> names) {
        for (var name : names) {
            if (!ADDRESS.matcher(name).matches() && !HOST.matcher(name).matches()) {
                throw new StartRefused("「" + name + "」不是主机名也不是 IP 地址。--tls-own 写访问时地址栏里的主机名或 IP，用逗号分开。");
            }
        }
        try {
            var root = root();
            var chain = keys.path().resolve("tls-server.pem");
            var key = keys.path().resolve("tls-server-key.pem");
            if (Files.exists(chain) && Files.exists(key)) {
                var server = certificate(chain);
                if (stillGood(server, root, names)) {
                    return new Certified(chain, key, server, root);
                }
            }
            var pair = pair();
            var server = server(pair, root, names);
            write(key, pem(pair.getPrivate()));
            write(chain, pem(server) + pem(root));
            return new Certified(chain, key, server, root);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new StartRefused("无法签发 HTTPS 证书：" + e.getMessage() + "。密钥目录 " + keys.path() + " 可能已损坏，从密钥备份恢复。", e);
        }
    }

    /** The root certificate, made at the first call. */
    public X509Certificate root() throws IOException, GeneralSecurityException, OperatorCreationException {
        var file = keys.path().resolve("tls-root.pem");
        if (!Files.exists(file)) {
            var pair = pair();
            var name = new X500Name("CN=Sanhao local root " + HexFormat.of().formatHex(random(4)));
            var now = clock.instant();
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(1, random(16)),
                    Date.from(now.minus(Duration.ofHours(1))),
                    Date.from(now.plus(ROOT_LIFE)),
                    name,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            write(keys.path().resolve("tls-root-key.pem"), pem(pair.getPrivate()));
            write(file, pem(signed(builder, pair.getPrivate())));
        }
        return certificate(file);
    }

    /** SHA-256 of a certificate, as devices show it. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean stillGood(X509Certificate server, X509Certificate root, List<String> names)
            throws GeneralSecurityException {
        var said = new TreeSet<String>();
        var alternatives = server.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(each -> said.add(String.valueOf(each.get(1))));
        }
        server.verify(root.getPublicKey());
        return said.equals(new TreeSet<>(names))
                && server.getNotAfter().toInstant().isAfter(clock.instant().plus(RENEW_BEFORE));
    }

    private X509Certificate server(KeyPair pair, X509Certificate root, List<String> names)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        var now = clock.instant();
        Instant until = now.plus(SERVER_LIFE);
        var builder = new JcaX509v3CertificateBuilder(
                root,
                new BigInteger(1, random(16)),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(until),
                new javax.security.auth.x500.X500Principal("CN=" + names.getFirst()),
                pair.getPublic());
        var extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(root.getPublicKey()));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(names.stream()
                        .map(name -> new GeneralName(
                                ADDRESS.matcher(name).matches() ? GeneralName.iPAddress : GeneralName.dNSName, name))
                        .toArray(GeneralName[]::new)));
        return signed(builder, privateKey(keys.path().resolve("tls-root-key.pem")));
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException, CertIOException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }

    private static KeyPair pair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException {
        try (var parser = new PEMParser(new StringReader(Files.readString(file)))) {
            return new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) parser.readObject());
        }
    }

    /** PEM of a certificate or, in PKCS 8, of a private key. */
    static String pem(Object thing) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(thing instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : thing);
        }
        return text.toString();
    }

    private static void write(Path file, String text) throws IOException {
        var half = Files.createTempFile(
                file.getParent(),
                "tls",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(half, text, StandardCharsets.US_ASCII);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
