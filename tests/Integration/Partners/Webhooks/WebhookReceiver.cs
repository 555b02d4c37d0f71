using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace QNom.Tests.Integration.Partners.Webhooks;

/// <summary>What came to a receiver.</summary>
internal sealed record Received(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public string Type => Json.GetProperty("type").GetString()!;
}

/// <summary>A partner's system on this machine: keeps what it is sent, echoes challenges, and else answers as the test says.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private WebhookReceiver(WebApplication app) => this.app = app;

    /// <summary>What came, in order, but for challenges.</summary>
    public ConcurrentQueue<Received> Inbox { get; } = new();

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 200;

    /// <summary>Whether it sends challenges back.</summary>
    public bool Echoes { get; set; } = true;

    /// <summary>What happens while it is asked.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public string Url(string path = "/qnom") => app.Urls.Single() + path;

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(app);
        app.Run(receiver.AnswerAsync);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var received = new Received(
            http.Request.Path, http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
        if (received.Type == "endpoint.verification")
        {
            await Meanwhile();
            await http.Response.WriteAsJsonAsync(Echoes ? received.Json.GetProperty("data") : JsonSerializer.SerializeToElement(new { challenge = "x" }));
            return;
        }

        Inbox.Enqueue(received);
        http.Response.StatusCode = Status;
        if (Status is 302)
            http.Response.Headers.Location = Url("/elsewhere");
    }
}
