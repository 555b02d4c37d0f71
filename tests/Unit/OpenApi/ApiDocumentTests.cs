using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QNom.Platform.Http;
using QNom.Platform.Identity;
using QNom.Platform.OpenApi;
using QNom.Queues;
using QNom.Tests.Unit.Platform;

namespace QNom.Tests.OpenApi;

public class ApiDocumentTests
{
    private static readonly List<ApiSection> Sections = Registered();
    private static readonly JsonObject Document = Build();

    private static readonly Dictionary<string, JsonNode> Operations = (
        from path in Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select operation.Value).ToDictionary(operation => (string)operation["operationId"]!);

    [Fact]
    public void Every_http_function_is_described_at_its_route()
    {
        var functions = HttpFunction.In(typeof(Composition).Assembly);

        Assert.Equal(functions.Keys.Order(), Operations.Keys.Order());
        Assert.All(functions.Values, function =>
            Assert.Equal(function.Name, (string)Document["paths"]![function.Path]![function.Verb]!["operationId"]!));
        Assert.Equal("GetQueue", (string)Document["paths"]!["/v1/venues/{venueId}/queue"]!["get"]!["operationId"]!);
    }

    [Fact]
    public void A_function_that_is_forgotten_or_invented_is_refused()
    {
        var forgotten = Assert.Throws<InvalidOperationException>(() => new ApiDocument(Sections.Skip(1)));
        var invented = Assert.Throws<InvalidOperationException>(() => new ApiDocument(
            [.. Sections, new ApiSection("More", "More.", [Sections[0].Endpoints[0] with { Function = "GetNothing" }])]));

        Assert.Contains(Sections[0].Endpoints[0].Function, forgotten.Message, StringComparison.Ordinal);
        Assert.Contains("GetNothing", invented.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_that_are_not_those_of_the_route_are_refused()
    {
        var section = Sections.Single(section => section.Endpoints.Any(endpoint => endpoint.Function == "GetQueue"));
        var broken = section with
        {
            Endpoints = [.. section.Endpoints.Select(endpoint => endpoint with { Parameters = [] })],
        };

        var refusal = Assert.Throws<InvalidOperationException>(
            () => new ApiDocument(Sections.Select(other => other == section ? broken : other)));
        Assert.Contains("GetQueue", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_example_is_as_its_schema_says()
    {
        var check = new SchemaCheck(Document);
        var examples = Contents().SelectMany(content =>
            (content["examples"] is JsonObject several ? several.Select(one => one.Value!["value"]) : [content["example"]])
            .Select(example => (Example: example, Schema: content["schema"]!))).ToList();

        Assert.InRange(examples.Count, 30, int.MaxValue);
        Assert.All(examples, pair => Assert.Empty(check.Errors(pair.Example, pair.Schema)));
    }

    [Fact]
    public void Every_parameters_example_is_as_its_schema_says()
    {
        var check = new SchemaCheck(Document);
        var parameters = Operations.Values
            .SelectMany(operation => operation["parameters"]?.AsArray() ?? [])
            .Where(parameter => parameter!["example"] is not null).ToList();

        Assert.NotEmpty(parameters);
        Assert.All(parameters, parameter => Assert.Empty(check.Errors(parameter!["example"], parameter["schema"]!)));
    }

    [Fact]
    public void Limits_are_those_that_are_checked()
    {
        var report = Document["components"]!["schemas"]!["ReportBody"]!;
        foreach (var (member, most) in new[] { ("waitMinutes", ReportBody.LongestWait), ("queueLength", ReportBody.LongestQueue) })
        {
            var schema = report["properties"]![member]!;
            Assert.Equal((0, most), ((int)schema["minimum"]!, (int)schema["maximum"]!));
        }

        Check(new ReportBody(ReportBody.LongestWait, ReportBody.LongestQueue));
        Assert.Throws<ProblemException>(() => Check(new ReportBody(ReportBody.LongestWait + 1)));
        Assert.False((bool)report["additionalProperties"]!);

        static void Check(ReportBody body) => body.Check(new ValidationErrors(), "", DateTimeOffset.UnixEpoch).ThrowIfAny();
    }

    [Theory]
    [InlineData("a-1", true)]
    [InlineData("A", false)]
    [InlineData("~site", false)]
    [InlineData("a b", false)]
    [InlineData("", false)]
    public void The_pattern_of_ids_is_what_routes_accept(string id, bool accepted)
    {
        var http = new DefaultHttpContext { Request = { RouteValues = { ["venueId"] = id } } };
        var schema = Operations["GetVenue"]["parameters"]![0]!["schema"]!;

        Assert.Equal(accepted, new SchemaCheck(Document).Errors(id, schema).Count == 0);
        Assert.Equal(accepted, Record.Exception(() => RouteValue.Id(http.Request, "venueId")) is null);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void An_id_is_at_most_as_long_as_routes_accept(int length, bool accepted) =>
        The_pattern_of_ids_is_what_routes_accept(new string('x', length), accepted);

    [Theory]
    [InlineData(1, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    [InlineData(0, false)]
    public void The_pattern_of_idempotency_keys_is_what_is_accepted(int length, bool accepted)
    {
        var (http, key) = (new DefaultHttpContext(), new string('~', length));
        http.Request.Headers["Idempotency-Key"] = key;
        var schema = Operations["ReportQueue"]["parameters"]!.AsArray()
            .Single(parameter => (string)parameter!["name"]! == "Idempotency-Key")!["schema"]!;

        Assert.Equal(accepted, new SchemaCheck(Document).Errors(key, schema).Count == 0);
        Assert.Equal(accepted, Record.Exception(() => IdempotencyKey.Read(http.Request)) is null);
    }

    [Fact]
    public void Who_may_call_is_what_the_table_of_policies_says() => Assert.All(Operations, operation =>
        Assert.Equal(
            EndpointPolicies.For(operation.Key).AllowedRoles,
            operation.Value["security"]!.AsArray().Select(one => (string)one!.AsObject().Single().Value![0]!)));

    [Fact]
    public void Every_operation_tells_what_can_go_wrong() => Assert.All(Operations, operation =>
    {
        var statuses = operation.Value["responses"]!.AsObject().Select(response => response.Key).ToList();
        Assert.Superset(new HashSet<string> { "500", "503" }, statuses.ToHashSet());
        Assert.Equal(EndpointPolicies.For(operation.Key).AllowedRoles.Count > 0, statuses.Contains("401") && statuses.Contains("403"));
        Assert.Equal(operation.Value["requestBody"] is not null, statuses.Contains("413") && statuses.Contains("415"));
    });

    [Fact]
    public void Everything_that_people_read_has_a_description()
    {
        var schemas = Document["components"]!["schemas"]!.AsObject();

        Assert.All(schemas, schema => Assert.NotEmpty((string?)schema.Value!["description"] ?? ""));
        Assert.All(
            schemas.Where(schema => schema.Key is "QueueStatus" or "ReportBody" or "ProblemBody")
                .SelectMany(schema => schema.Value!["properties"]!.AsObject()),
            member => Assert.NotEmpty((string?)member.Value!["description"] ?? ""));
    }

    /// <summary>The document of the whole app.</summary>
    internal static JsonObject Build() => new ApiDocument(Registered()).Document;

    private static IEnumerable<JsonNode> Contents() =>
        from operation in Operations.Values
        from part in operation["responses"]!.AsObject().Select(response => response.Value!).Append(operation["requestBody"])
        where part?["content"] is not null
        from content in part["content"]!.AsObject()
        select content.Value;

    private static List<ApiSection> Registered()
    {
        var builder = new ComposedServices();
        builder.AddQNom(new ConfigurationBuilder().Build());
        return [.. builder.Services.Select(service => service.ImplementationInstance).OfType<ApiSection>()];
    }
}
