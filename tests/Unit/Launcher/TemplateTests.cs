using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using QNom.Local;

namespace QNom.Tests.Unit.Launcher;

/// <summary>The compiled templates, which building infra/lint leaves in its obj folder, held against the code.</summary>
public sealed partial class TemplateTests
{
    private static readonly JsonNode Resources = Read("infra", "resources.json");
    private static readonly JsonNode Main = Read("infra", "lint", "obj", "main.json");
    private static readonly JsonNode Events = Read("infra", "lint", "obj", "events.json");

    // What the host itself reads, the Azure SDK and OpenTelemetry.
    private static readonly HashSet<string> OfThePlatform =
    [
        "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG",
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "AZURE_CLIENT_ID",
        "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
    ];

    private static IEnumerable<MethodInfo> Functions => typeof(Composition).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null);

    [Fact]
    public void What_is_deployed_is_what_resources_json_says()
    {
        Assert.True(JsonNode.DeepEquals(Resources, Assert.Single(Main["variables"]!.AsObject(), entry => entry.Key.StartsWith("$fxv", StringComparison.Ordinal)).Value));
        Assert.Equal("[variables('resources').cosmosContainers]", Parameter("cosmos", "containers"));
        Assert.Equal("[variables('resources').queues]", Parameter("storage", "queues"));
        Assert.Equal("[variables('resources').blobContainers]", Parameter("storage", "containers"));
        Assert.Equal("[variables('resources').publicBlobContainers]", Parameter("storage", "publicContainers"));
        Assert.Equal("[variables('resources').secretSettings]", Parameter("app", "secretSettings"));
        // One of a container each, as in the list, with what the code declares of it.
        var container = Assert.Single(OfType(Module("cosmos"), "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers"));
        Assert.Equal("[length(parameters('containers'))]", (string?)container["copy"]!["count"]);
        Assert.All(
            (string[])["partitionKey", "indexedPaths", "expiresItems", "uniqueKeys"],
            part => Assert.Contains(part, container["properties"]!.ToJsonString(), StringComparison.Ordinal));
        Assert.Equal(2, OfType(Module("storage"), "Microsoft.Storage/storageAccounts/queueServices/queues").Count(queue => queue["copy"] is not null));
    }

    [Fact]
    public void Every_setting_that_the_app_reads_is_deployed_and_the_other_way_round()
    {
        var read = SettingInCode().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "functions", "Platform", "Settings.cs")))
            .Select(match => match.Groups[1].Value).Where(name => !name.StartsWith("AzureWebJobsStorage", StringComparison.Ordinal))
            .Append("AzureWebJobsStorage__accountName").Distinct().Order();

        var settings = (string)OfType(Module("app"), "Microsoft.Web/sites/config").Single()["properties"]!.AsValue()!;
        var fixedOnes = SettingInTemplate().Matches(settings).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Superset(OfThePlatform, fixedOnes);
        var deployed = fixedOnes.Except(OfThePlatform)
            .Concat(Names("plainSettings")).Concat(Names("secretSettings")).Concat(Names("settingsOfOneMachine"));

        Assert.Equal(read, deployed.Order());
    }

    [Fact]
    public void Every_parameter_file_gives_each_setting_and_each_secret()
    {
        var files = Directory.GetFiles(Path.Combine(Checkout.Root, "infra", "lint", "obj"), "*.parameters.json");
        Assert.Equal(
            ["development", "main", "production", "staging", "test"],
            files.Select(file => Path.GetFileName(file).Replace(".parameters.json", "", StringComparison.Ordinal)).Order());
        foreach (var file in files)
        {
            var parameters = JsonNode.Parse(File.ReadAllText(file))!["parameters"]!;
            Assert.Equal(Names("plainSettings").Order(), parameters["settings"]!["value"]!.AsObject().Select(entry => entry.Key).Order());
            Assert.Equal(Names("secretSettings").Order(), parameters["secrets"]!["value"]!.AsObject().Select(entry => entry.Key).Order());
            foreach (var group in parameters["alwaysReady"]?["value"]?.AsArray() ?? [])
            {
                var name = (string)group!["name"]!;
                Assert.True(name is "http" or "blob" || Functions.Any(function => "function:" + function.Name == name), $"{name} in {file}");
            }
        }
    }

    [Fact]
    public void Every_blob_function_is_told_of_its_blobs_by_Event_Grid()
    {
        var triggers =
            from function in Functions
            from parameter in function.GetParameters()
            let trigger = parameter.GetCustomAttribute<BlobTriggerAttribute>()
            where trigger is not null
            let path = trigger.BlobPath.Split('/', 2)
            select (function.Name, path[0], path[1][..path[1].IndexOf('{')], trigger.Source);

        var told = Resources["blobTriggers"]!.AsArray().Select(trigger => (
            (string)trigger!["function"]!, (string)trigger["container"]!, (string)trigger["prefix"]!, BlobTriggerSource.EventGrid));
        Assert.Equal(triggers.OrderBy(trigger => trigger.Name), told.OrderBy(trigger => trigger.Item1));
        Assert.Contains("blobTriggers", Events["variables"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Host_json_agrees_with_the_code()
    {
        var host = Read("host.json");
        Assert.Equal("2.0", (string?)host["version"]);
        Assert.Equal("api", (string?)host["extensions"]!["http"]!["routePrefix"]);
        Assert.Equal("base64", (string?)host["extensions"]!["queues"]!["messageEncoding"]);
        // Five attempts are what the docs and the poison functions speak of, with a pause between them.
        Assert.Equal(5, (int?)host["extensions"]!["queues"]!["maxDequeueCount"]);
        Assert.NotEqual("00:00:00", (string?)host["extensions"]!["queues"]!["visibilityTimeout"]);
    }

    [Fact]
    public void Alerts_and_dashboards_ask_for_metrics_and_functions_that_there_are()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "functions"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText).ToList();
        var queries = File.ReadAllText(Path.Combine(Checkout.Root, "infra", "modules", "alerts.bicep"))
            + File.ReadAllText(Path.Combine(Checkout.Root, "infra", "modules", "dashboard.json"));

        var metrics = MetricInQuery().Matches(queries).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.InRange(metrics.Count, 8, 100);
        Assert.All(metrics, metric => Assert.Contains(sources, source => source.Contains($"\"{metric}\"", StringComparison.Ordinal)));
        Assert.All(
            DimensionInQuery().Matches(queries).Select(match => match.Groups[1].Value + match.Groups[2].Value),
            tag => Assert.Contains(sources, source => source.Contains($"\"{tag}\"", StringComparison.Ordinal)));
        var named = FunctionInQuery().Matches(queries).Select(match => match.Groups[1].Value);
        Assert.All(named, name => Assert.Contains(Functions, function => function.Name.StartsWith(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_alert_leads_to_a_page_that_is_there()
    {
        var alerts = File.ReadAllText(Path.Combine(Checkout.Root, "infra", "modules", "alerts.bicep"));
        var pages = PageInAlert().Matches(alerts).Select(match => match.Value).ToList();

        Assert.Equal(alerts.Split("query: '").Length - 1, pages.Count);
        Assert.All(pages, page => Assert.True(File.Exists(Path.Combine(Checkout.Root, page)), page));
    }

    [Fact]
    public void No_output_tells_a_secret_and_no_key_opens_anything()
    {
        foreach (var template in (JsonNode[])[Main, Events, .. Modules().Select(module => module.Value)])
        {
            foreach (var output in template["outputs"]?.AsObject().Select(entry => entry.Value!.ToJsonString()) ?? [])
                Assert.DoesNotMatch("(?i)listKeys|listAccountSas|connectionString|parameters\\('secrets'\\)|secure", output);
        }

        var storage = OfType(Module("storage"), "Microsoft.Storage/storageAccounts").Single()["properties"]!;
        Assert.False((bool?)storage["allowSharedKeyAccess"]);
        var cosmos = OfType(Module("cosmos"), "Microsoft.DocumentDB/databaseAccounts").Single()["properties"]!;
        Assert.True((bool?)cosmos["disableLocalAuth"]);
        var access = OfType(Module("cosmos"), "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments").Single();
        Assert.Contains("/colls/", (string)access["properties"]!["scope"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_that_encrypts_names_and_addresses_stays_in_the_vault_and_the_app_may_only_have_it_used()
    {
        var key = OfType(Module("vault"), "Microsoft.KeyVault/vaults/keys").Single()["properties"]!;
        Assert.Equal(["wrapKey", "unwrapKey"], key["keyOps"]!.AsArray().Select(operation => (string)operation!));
        Assert.Null(key["attributes"]?["exportable"]);
        var use = OfType(Module("vault"), "Microsoft.Authorization/roleAssignments")
            .Single(role => ((string)role["scope"]!).Contains("vaults/keys", StringComparison.Ordinal));
        Assert.Contains("keyUser", (string)use["properties"]!["roleDefinitionId"]!, StringComparison.Ordinal);
        Assert.Contains("personalKey", Main["resources"]!["app"]!["properties"]!["parameters"]!["personalKey"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static JsonNode Read(params string[] path)
    {
        var file = Path.Combine([Checkout.Root, .. path]);
        Assert.SkipUnless(File.Exists(file) || OperatingSystem.IsLinux(), "The Bicep package that is pinned runs on Linux.");
        return JsonNode.Parse(File.ReadAllText(file))!;
    }

    private static IEnumerable<string> Names(string property) => Resources[property]!.AsArray().Select(name => (string)name!);

    private static IEnumerable<JsonNode> All(JsonNode template) => template["resources"] is JsonObject named
        ? named.Select(entry => entry.Value!)
        : template["resources"]!.AsArray().Select(entry => entry!);

    // Those that exist elsewhere are only referred to.
    private static IEnumerable<JsonNode> OfType(JsonNode template, string type) =>
        All(template).Where(resource => (string?)resource["type"] == type && (bool?)resource["existing"] != true);

    private static IEnumerable<KeyValuePair<string, JsonNode>> Modules() => Main["resources"]!.AsObject()
        .Where(entry => (string?)entry.Value!["type"] == "Microsoft.Resources/deployments")
        .Select(entry => KeyValuePair.Create(entry.Key, entry.Value!["properties"]!["template"]!));

    private static JsonNode Module(string name) => Modules().Single(module => module.Key == name).Value;

    private static string? Parameter(string module, string name) =>
        (string?)Main["resources"]![module]!["properties"]!["parameters"]![name]!["value"];

    [GeneratedRegex("docs/runbooks/[a-z-]+\\.md")]
    private static partial Regex PageInAlert();

    [GeneratedRegex("['\"\\\\](qnom\\.[a-z_.]+)")]
    private static partial Regex MetricInQuery();

    [GeneratedRegex("customDimensions(?:\\.([a-z_]+)|\\[\\\\?['\"]([a-z.]+))")]
    private static partial Regex DimensionInQuery();

    [GeneratedRegex("(?:function|name) !?startswith ['\"]([A-Za-z]+)")]
    private static partial Regex FunctionInQuery();

    [GeneratedRegex("(?:Text|Address|Flag|Factor|Number)\\(\"([A-Za-z_:]+)\"")]
    private static partial Regex SettingInCode();

    [GeneratedRegex("'((?:APPLICATIONINSIGHTS|AZURE|AzureWebJobsStorage|COSMOS|OTEL|QNOM|OIDC)_[A-Za-z_]+)'")]
    private static partial Regex SettingInTemplate();
}
