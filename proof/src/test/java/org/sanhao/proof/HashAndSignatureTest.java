package org.sanhao.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HashAndSignatureTest {

    @Test
    void the_hashes_are_those_of_the_published_examples() {
        assertThat(HashAlgorithm.SHA_256.ofText("abc").text())
                .isEqualTo("sha-256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(HashAlgorithm.SM3.ofText("abc").text())
                .isEqualTo("sm3:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    @Test
    void a_hash_without_a_known_name_in_front_is_refused() {
        var hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        assertThat(Digest.parse("sm3:" + hex).algorithm()).isEqualTo(HashAlgorithm.SM3);
        for (var bad : List.of(hex, "md5:" + hex, "sha-256:" + hex.substring(2), "sha-256:" + hex.toUpperCase())) {
            assertThatIllegalArgumentException().as(bad).isThrownBy(() -> Digest.parse(bad));
        }
        assertThat(Digest.parse("sm3:" + hex)).hasToString("sm3:" + hex);
        assertThat(Signature.parse("sm2:AAAA")).hasToString("sm2:AAAA");
        for (var bad : List.of("AAAA", ":AAAA", "rsa:AAAA", "sm2:A", "sm2:%")) {
            assertThatIllegalArgumentException().as(bad).isThrownBy(() -> Signature.parse(bad));
        }
    }

    /** @basis GB/T 32918.5-2017, annex A.2 */
    @Test
    void the_signature_in_the_annex_of_the_sm2_standard_verifies() throws Exception {
        var curve = GMNamedCurves.getByName("sm2p256v1");
        var point = curve.getCurve()
                .createPoint(
                        new BigInteger("09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020", 16),
                        new BigInteger("CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13", 16));
        var domain = new ECNamedDomainParameters(GMNamedCurves.getOID("sm2p256v1"), new ECDomainParameters(curve));
        var key = new VerifyingKey(
                SignatureAlgorithm.SM2,
                Base64.getEncoder()
                        .encodeToString(SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                                        new ECPublicKeyParameters(point, domain))
                                .getEncoded()));
        var signature = new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
            new ASN1Integer(new BigInteger("F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3", 16)),
            new ASN1Integer(new BigInteger("B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA", 16))
        });

        assertThat(key.verifies(
                        "message digest".getBytes(StandardCharsets.UTF_8),
                        Signature.of(SignatureAlgorithm.SM2, signature.getEncoded())))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_key_read_back_from_its_file_signs_and_only_the_signed_bytes_verify(SignatureAlgorithm algorithm) {
        var made = SigningKey.generate(algorithm);
        var key = SigningKey.parse(made.secretText());
        var message = "第 17 批".getBytes(StandardCharsets.UTF_8);

        var signature = Signature.parse(key.sign(message).text());

        assertThat(made.verifying().verifies(message, signature)).isTrue();
        assertThat(made.verifying().verifies("第 18 批".getBytes(StandardCharsets.UTF_8), signature))
                .isFalse();
        assertThat(SigningKey.generate(algorithm).verifying().verifies(message, signature))
                .isFalse();
        assertThat(made.verifying().verifies(message, new Signature(algorithm, "AAAA")))
                .isFalse();
        var other = algorithm == SignatureAlgorithm.SM2 ? SignatureAlgorithm.ED25519 : SignatureAlgorithm.SM2;
        assertThat(made.verifying().verifies(message, new Signature(other, signature.base64())))
                .isFalse();
    }

    @Property(tries = 30)
    void a_flipped_bit_of_message_or_signature_never_verifies(@ForAll byte[] message, @ForAll int where) {
        var key = SigningKey.generate(SignatureAlgorithm.ED25519);
        var signature = key.sign(message);
        var bytes = signature.bytes();
        int bit = Math.floorMod(where, bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));

        assertThat(key.verifying().verifies(message, signature)).isTrue();
        assertThat(key.verifying().verifies(message, Signature.of(SignatureAlgorithm.ED25519, bytes)))
                .isFalse();
        if (message.length > 0) {
            var other = message.clone();
            other[Math.floorMod(where, other.length)] ^= 1;
            assertThat(key.verifying().verifies(other, signature)).isFalse();
        }
    }

    @Property(tries = 100)
    void a_commitment_opens_with_its_own_value_and_salt_only(@ForAll String value, @ForAll String other) {
        var commitment = Commitment.to(HashAlgorithm.SHA_256, value);
        var again = Commitment.to(HashAlgorithm.SHA_256, value);

        assertThat(Commitment.opens(commitment.digest(), commitment.salt(), value))
                .isTrue();
        assertThat(Commitment.opens(commitment.digest(), again.salt(), value)).isFalse();
        assertThat(Commitment.opens(commitment.digest(), commitment.salt(), other))
                .isEqualTo(other.equals(value));
    }

    @ParameterizedTest
    @EnumSource
    void a_ring_keeps_old_keys_and_knows_which_were_handed_over(SignatureAlgorithm algorithm) {
        var first = SigningKey.generate(algorithm);
        var second = SigningKey.generate(algorithm);
        var foreign = SigningKey.generate(algorithm);
        var day = Instant.parse("2026-01-01T00:00:00Z");

        var ring = KeyRing.of(first.verifying(), day).rotated(first, second.verifying(), day.plusSeconds(60));
        var read = KeyRing.ofTree(Json.read(CanonicalJson.of(ring.tree())));

        assertThat(read).isEqualTo(ring);
        assertThat(read.current().key()).isEqualTo(second.verifying());
        assertThat(read.find(first.keyId())).contains(first.verifying());
        assertThat(read.unendorsed()).isEmpty();
        assertThat(read.restarted(foreign.verifying(), day.plusSeconds(120)).unendorsed())
                .containsExactly(foreign.keyId());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ring.rotated(first, foreign.verifying(), day.plusSeconds(120)));
    }

    @Test
    void a_key_under_the_name_of_another_is_no_ring() {
        var one = SigningKey.generate(SignatureAlgorithm.ED25519);
        var other = SigningKey.generate(SignatureAlgorithm.ED25519);
        var text = CanonicalJson.of(KeyRing.of(one.verifying(), Instant.parse("2026-01-01T00:00:00Z"))
                .tree());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.ofTree(Json.read(text.replace(one.keyId(), other.keyId()))))
                .withMessageContaining(other.keyId());
    }
}
