using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace QNom.Local.Identity;

/// <summary>The issuer's ES256 key.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly ECDsa ecdsa;

    private SigningKey(ECDsa ecdsa)
    {
        this.ecdsa = ecdsa;
        Private = new ECDsaSecurityKey(ecdsa);
        // The same key always carries the same id (RFC 7638), so a token outlives a restart.
        Private.KeyId = Base64UrlEncoder.Encode(Private.ComputeJwkThumbprint());

        var point = ecdsa.ExportParameters(includePrivateParameters: false).Q;
        Public = new JsonWebKey
        {
            Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
            Crv = JsonWebKeyECTypes.P256,
            X = Base64UrlEncoder.Encode(point.X),
            Y = Base64UrlEncoder.Encode(point.Y),
            Kid = Private.KeyId,
            Alg = SecurityAlgorithms.EcdsaSha256,
            Use = JsonWebKeyUseNames.Sig,
        };
    }

    /// <summary>Signs tokens.</summary>
    public ECDsaSecurityKey Private { get; }

    /// <summary>Checks them; what the key document publishes.</summary>
    public JsonWebKey Public { get; }

    /// <summary>A new key that nobody keeps.</summary>
    public static SigningKey Create() => new(NewKey());

    /// <summary>The key in <paramref name="file"/> (PEM, PKCS #8), made and written there on first use.</summary>
    /// <exception cref="LocalCloudException">The file holds something else.</exception>
    public static SigningKey LoadOrCreate(string file)
    {
        var pem = PrivateFile.ReadOrCreate(file, () =>
        {
            using var fresh = NewKey();
            return fresh.ExportPkcs8PrivateKeyPem();
        });

        var ecdsa = ECDsa.Create();
        try
        {
            ecdsa.ImportFromPem(pem);
            return new SigningKey(ecdsa);
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            ecdsa.Dispose();
            throw new LocalCloudException($"{file} holds no signing key. Delete it and a new one is made.", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ecdsa.Dispose();

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);
}
