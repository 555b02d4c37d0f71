using System.Text.Json;
using System.Text.Json.Nodes;
using QNom.Platform.Http;
using QNom.Platform.Identity;

namespace QNom.Platform.OpenApi;

/// <summary>Writes one endpoint as an operation of an OpenAPI 3.1 document.</summary>
internal sealed class OperationWriter(SchemaCatalogue schemas, DocComments comments)
{
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
        new([.. policy.AllowedRoles.Select(role => new JsonObject { [SecuritySchemes.Of(role)] = new JsonArray(role) })]);

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
            ["required"] = parameter.Required,
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
        var responses = new SortedDictionary<int, JsonObject>();
        foreach (var answer in endpoint.OtherAnswers.Prepend(endpoint.Answer))
            responses.Add(answer.Status, Response(answer));
        if (endpoint.Answer.Conditional)
        {
            responses.Add(304, Response(new Answer(304, "The caller already has exactly this.", null)
            {
                Headers = [.. endpoint.Answer.Headers.Where(header => header.Always)],
            }));
        }

        foreach (var status in ExpectedProblems.Of(function, endpoint, policy).GroupBy(problem => problem.Status))
        {
            var problem = ProblemResponse([.. status]);
            responses[status.Key] = responses.TryGetValue(status.Key, out var other) ? Either(other, problem) : problem;
        }

        return new(responses.Select(response => KeyValuePair.Create($"{response.Key}", (JsonNode?)response.Value)));
    }

    private JsonObject Response(Answer answer)
    {
        var response = new JsonObject { ["description"] = answer.Text, ["headers"] = Headers([.. answer.Headers, Header.RateLimitPolicy, Header.RateLimitState]) };
        if (answer.Content is { } content)
            response["content"] = ContentOf(content);
        return response;
    }

    // One status with two meanings, which differ by content type. What only one of them always has may be missing.
    private static JsonObject Either(JsonObject one, JsonObject other)
    {
        var headers = new JsonObject();
        foreach (var (name, header) in one["headers"]!.AsObject().Concat(other["headers"]!.AsObject()))
        {
            var both = one["headers"]![name] is not null && other["headers"]![name] is not null;
            headers[name] = header!.DeepClone();
            headers[name]!["required"] = both && (bool)header["required"]!;
        }

        return new()
        {
            ["description"] = $"{one["description"]} Or: {other["description"]}",
            ["headers"] = headers,
            ["content"] = new JsonObject(one["content"]!.AsObject().Concat(other["content"]!.AsObject())
                .Select(content => KeyValuePair.Create(content.Key, content.Value?.DeepClone()))),
        };
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
