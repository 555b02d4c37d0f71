using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using QNom.Platform.Identity;

namespace QNom.Platform.Encryption;

/// <summary>Registers what encrypts personal fields: with the vault's key where there is one.</summary>
internal static class EncryptionServices
{
    public static IServiceCollection AddEncryption(this IServiceCollection services) => services
        .AddSingleton(DataKeyStore.Declaration)
        .AddSingleton<DataKeyStore>()
        .AddSingleton<IKeyWrap>(provider => provider.GetRequiredService<Settings>().PersonalKey is { } key
            ? new VaultKeyWrap(key, new DefaultAzureCredential(), new VaultOptions())
            : new LocalKeyWrap(provider.GetRequiredService<CredentialKeys>()))
        .AddSingleton<DataKeys>()
        .AddSingleton<PersonalFields>();

    // The SDKs' own defaults: three retries, with more time between each, where the vault does not answer or is busy.
    private sealed class VaultOptions : ClientOptions;
}
