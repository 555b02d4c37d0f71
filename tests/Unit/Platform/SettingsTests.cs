using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using QNom.Platform;
using QNom.Platform.Cosmos;

namespace QNom.Tests.Unit.Platform;

public class SettingsTests
{
    private static readonly Dictionary<string, string?> Complete = new()
    {
        ["COSMOS_CONNECTION"] = "AccountEndpoint=http://localhost:8081/;AccountKey=bm9uZQ==",
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["OIDC_ISSUER"] = "http://localhost:7071/identity",
        ["PSEUDONYM_KEY"] = "sixteen characters or more",
        ["CREDENTIAL_KEY"] = "thirty-two characters or still more",
    };

    [Fact]
    public void The_defaults_are_those_of_production()
    {
        var settings = From(Complete);

        Assert.Equal("qnom", settings.CosmosDatabase);
        Assert.Equal("qnom", settings.Audience);
        Assert.False(settings.CreateResources);
        Assert.False(settings.Seed);
    }

    [Theory]
    [InlineData("COSMOS_CONNECTION", null)]
    [InlineData("AzureWebJobsStorage", "")]
    [InlineData("OIDC_ISSUER", null)]
    [InlineData("OIDC_ISSUER", "not a uri")]
    [InlineData("PSEUDONYM_KEY", null)]
    [InlineData("PSEUDONYM_KEY", "brief")]
    [InlineData("CREDENTIAL_KEY", null)]
    [InlineData("CREDENTIAL_KEY", "thirty-one characters, one less")]
    [InlineData("RATE_LIMIT_FACTOR", "many")]
    [InlineData("RATE_LIMIT_FACTOR", "-3")]
    [InlineData("QNOM_SEED", "perhaps")]
    public void What_is_missing_or_wrong_is_named_and_its_value_is_not_told(string name, string? value)
    {
        var error = Assert.Throws<InvalidOperationException>(() => From(new(Complete) { [name] = value }));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        if (!string.IsNullOrEmpty(value))
            Assert.DoesNotContain(value, error.Message.Replace(name, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_without_a_secret_is_off_and_a_vault_that_gave_none_is_no_secret()
    {
        var settings = From(new(Complete)
        {
            ["STRIPE_API_KEY"] = "off",
            ["STRIPE_WEBHOOK_SECRETS"] = "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/STRIPE-WEBHOOK-SECRETS)",
            ["HITPAY_SALTS"] = "newer, older",
        });

        Assert.Null(settings.StripeApiKey);
        Assert.Empty(settings.StripeWebhookSecrets);
        Assert.Equal(["newer", "older"], settings.HitPaySalts);
    }

    [Fact]
    public void In_Azure_addresses_and_a_managed_identity_do_instead_of_keys()
    {
        var settings = From(new(Complete)
        {
            ["COSMOS_CONNECTION"] = null,
            ["COSMOS_ENDPOINT"] = "https://qnom.documents.azure.com:443/",
            ["QNOM_PERSONAL_KEY"] = "https://qnom.vault.azure.net/keys/personal-data",
            ["AzureWebJobsStorage"] = null,
            ["AzureWebJobsStorage:accountName"] = "qnomstore",
        });

        Assert.Equal(new Uri("https://qnomstore.queue.core.windows.net"), settings.StorageQueues);
        Assert.Equal(new Uri("https://qnomstore.blob.core.windows.net"), settings.StorageBlobs);
    }

    [Fact]
    public void The_key_for_development_never_encrypts_what_is_in_Azure()
    {
        var error = Assert.Throws<InvalidOperationException>(() => From(new(Complete)
        {
            ["COSMOS_CONNECTION"] = null,
            ["COSMOS_ENDPOINT"] = "https://qnom.documents.azure.com:443/",
        }));

        Assert.Contains("QNOM_PERSONAL_KEY", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_client_reads_near_and_then_wherever_it_is_told_but_an_emulator_only_where_it_is()
    {
        var inAzure = CosmosDatabase.Options(From(new(Complete)
        {
            ["COSMOS_CONNECTION"] = null,
            ["COSMOS_ENDPOINT"] = "https://qnom.documents.azure.com:443/",
            ["QNOM_PERSONAL_KEY"] = "https://qnom.vault.azure.net/keys/personal-data",
            ["COSMOS_REGIONS"] = "southeastasia, eastasia,",
        }));
        var emulated = CosmosDatabase.Options(From(new(Complete) { ["COSMOS_REGIONS"] = "southeastasia" }));

        Assert.Equal(["southeastasia", "eastasia"], inAzure.ApplicationPreferredRegions);
        Assert.Equal(ConsistencyLevel.Session, inAzure.ConsistencyLevel);
        Assert.Null(emulated.ApplicationPreferredRegions);
        Assert.True(emulated.LimitToEndpoint);
    }

    private static Settings From(Dictionary<string, string?> values) =>
        Settings.From(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
}
