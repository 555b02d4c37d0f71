using System.Text.Json;
using System.Text.Json.Nodes;
using QNom.Platform.Http;
using QNom.Platform.Identity;

namespace QNom.Platform.OpenApi;

/// <summary>Writes one endpoint as an operation of an OpenAPI 3.1 document.</summary>
internal sealed class OperationWriter(SchemaCatalogue schemas, DocComments comments)
{
    public const string BearerScheme = "bearer";

    private const string ExampleTrace = "4bf92f3577b34da6a3ce929d0e0e4736";

    public JsonObject Write(HttpFunction function, Endpoint endpoint, string tag)
    {
        var policy = EndpointPolicies.For(function.Name);
        var operation = new JsonObject
        {
            ["tags"] = new JsonArray(tag),
            ["operationId"] = function.Name,
            ["summary"] = endpoint.Summary,
            ["description"] = comments.Of(function)
                ?? throw new InvalidOperationException($"{function.Name} has no doc comment."),
            ["security"] = Security(policy),
        };
        if (Parameters(function, endpoint) is { Count: > 0 } parameters)
            operation["parameters"] = parameters;
        if (endpoint.Body is { } body)
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = ContentOf(body) };
        operation["responses"] = Responses(function, endpoint, policy);
        return operation;
    }

    // Any one of the roles will do, and alternatives are how OpenAPI says so.
    private static JsonArray Security(AccessPolicy policy) =>
        new([.. policy.AllowedRoles.Select(role => new JsonObject { [BearerScheme] = new JsonArray(role) })]);

    private static JsonArray Parameters(HttpFunction function, Endpoint endpoint)
    {
        var inRoute = endpoint.Parameters.Where(parameter => parameter.In == "path").Select(parameter => parameter.Name);
        if (!inRoute.Order().SequenceEqual(function.RouteNames.Order()))
            throw new InvalidOperationException($"The parameters of {function.Name} are not those of its route {function.Path}.");

        var all = endpoint.Answer.Conditional ? endpoint.Parameters.Append(Parameter.IfNoneMatch) : endpoint.Parameters;
        return new([.. all.Select(Write)]);
    }

    private static JsonObject Write(Parameter parameter)
    {
        var written = new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = parameter.In,
            ["description"] = parameter.Text,
            ["required"] = parameter.In == "path",
            ["schema"] = parameter.Schema.DeepClone(),
        };
        if (parameter.Example is { } example)
            written["example"] = example.DeepClone();
        return written;
    }

    private JsonObject ContentOf(Content content) => new()
    {
        [content.MediaType] = new JsonObject { ["schema"] = content.Schema(schemas), ["example"] = content.Example.DeepClone() },
    };

    private JsonObject Responses(HttpFunction function, Endpoint endpoint, AccessPolicy policy)
    {
        var answer = endpoint.Answer;
        var responses = new SortedDictionary<int, JsonObject>
        {
            [answer.Status] = new()
            {
                ["description"] = answer.Text,
                ["headers"] = Headers(answer.Headers),
                ["content"] = ContentOf(answer.Content),
            },
        };
        if (answer.Conditional)
        {
            responses[304] = new()
            {
                ["description"] = "The caller already has exactly this.",
                ["headers"] = Headers(answer.Headers.Where(header => header.Always)),
            };
        }

        foreach (var status in ExpectedProblems.Of(function, endpoint, policy).GroupBy(problem => problem.Status))
            responses.Add(status.Key, ProblemResponse([.. status]));
        return new(responses.Select(response => KeyValuePair.Create($"{response.Key}", (JsonNode?)response.Value)));
    }

    private static JsonObject Headers(IEnumerable<Header> headers) => new(headers.Select(header =>
        KeyValuePair.Create(header.Name, (JsonNode?)new JsonObject
        {
            ["description"] = header.Text,
            ["required"] = header.Always,
            ["schema"] = new JsonObject { ["type"] = "string" },
            ["example"] = header.Example,
        })));

    private JsonObject ProblemResponse(IReadOnlyList<ProblemException> problems)
    {
        var examples = problems.ToDictionary(problem => problem.Code, problem => ProblemBody.Of(problem, ExampleTrace));
        var kinds = new JsonArray([.. examples.Values.Select(body => (JsonNode)body.Type)]);
        return new()
        {
            ["description"] = string.Join(" Or: ", problems.Select(problem => problem.Title)),
            ["headers"] = Headers(ExpectedProblems.HeadersOf(problems)),
            ["content"] = new JsonObject
            {
                [ProblemBody.MediaType] = new JsonObject
                {
                    ["schema"] = new JsonObject
                    {
                        ["allOf"] = new JsonArray(
                            schemas.WrittenWithoutNulls(typeof(ProblemBody)),
                            new JsonObject { ["properties"] = new JsonObject { ["type"] = new JsonObject { ["enum"] = kinds } } }),
                    },
                    ["examples"] = new JsonObject(examples.Select(example => KeyValuePair.Create(
                        example.Key,
                        (JsonNode?)new JsonObject { ["value"] = JsonSerializer.SerializeToNode(example.Value, Json.Documents) }))),
                },
            },
        };
    }
}
