using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QNom.Local;
using QNom.Tests.Integration;

namespace QNom.Tests.OpenApi;

/// <summary>The tour in <c>requests.http</c>: every step is what it says it is.</summary>
public sealed partial class TourTests(AppFixture app)
{
    private readonly Dictionary<string, string> values = [];

    [Fact]
    public async Task Every_step_of_the_tour_is_answered_as_it_says()
    {
        var parts = Step().Split(await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "requests.http")));
        foreach (Match definition in Definition().Matches(parts[0]))
            values[definition.Groups[1].Value] = definition.Groups[2].Value;
        values["host"] = app.Cloud.Functions.Address.ToString().TrimEnd('/');

        Assert.InRange(parts.Length, 10, 200);
        foreach (var part in parts.Skip(1))
            await PlayAsync(part);
    }

    private async Task PlayAsync(string part)
    {
        var (title, rest) = Cut(part, "\n");
        var (head, body) = Cut(rest, "\n\n");
        using var request = Request(head, Fill(body).Trim());
        using var answer = await app.Http.SendAsync(request);

        Assert.True(
            title.EndsWith($": {(int)answer.StatusCode}", StringComparison.Ordinal), $"{title}: was answered {(int)answer.StatusCode}");
        if (Name().Match(head) is { Success: true } name)
        {
            var text = await answer.Content.ReadAsStringAsync();
            values[name.Groups[1].Value + ".response.body.*"] = text;
            foreach (var member in text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : [])
                values[$"{name.Groups[1].Value}.response.body.$.{member.Key}"] = member.Value?.ToString() ?? "";
            values[name.Groups[1].Value + ".response.headers.ETag"] = answer.Headers.ETag?.ToString() ?? "";
        }
    }

    private HttpRequestMessage Request(string head, string body)
    {
        var lines = head.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(Fill).ToList();
        var (method, address) = Cut(lines[0], " ");
        var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in lines.Skip(1).Select(line => Cut(line, ": ")).Where(header => header.Before != "Content-Type"))
            request.Headers.Add(name, value);
        return request;
    }

    private string Fill(string text) => Variable().Replace(text, match => values[match.Groups[1].Value]);

    private static (string Before, string After) Cut(string text, string at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var index ? (text[..index], text[(index + at.Length)..]) : (text, "");

    [GeneratedRegex("^### ", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex(@"^@(\w+) = (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Definition();

    [GeneratedRegex(@"^# @name (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex(@"\{\{(.+?)\}\}")]
    private static partial Regex Variable();
}
