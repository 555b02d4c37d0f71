using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace QNom.Tests.Integration.Host;

/// <summary>HTTP functions as an app writes them.</summary>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "Functions are instance methods.")]
public sealed class HttpFunctions(Probe probe)
{
    [Function("Plain")]
    public IResult Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post")] HttpRequest request) =>
        Results.Text(request.Method);

    [Function("ById")]
    public Task<IResult> ById(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:guid}")] HttpRequest request, string id) =>
        Task.FromResult(Results.Text($"guid {id}"));

    [Function("PutById")]
    public IResult PutById([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "things/{id:guid}")] HttpRequest request) =>
        Results.NoContent();

    [Function("Optional")]
    public async Task<IActionResult> Optional(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optional/{number:int?}")] HttpRequest request,
        string? number, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Assert.Equal(request.HttpContext.RequestAborted, cancellationToken);
        return new OkObjectResult($"number {number ?? "none"}");
    }

    [Function("CatchAll")]
    public IResult CatchAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "files/{*path}")] HttpRequest request, FunctionContext context) =>
        Results.Text($"{request.Method} {context.BindingContext.BindingData["path"]}");

    [Function("Broken")]
    public Task<IResult> Broken([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException("it broke");

    [Function("Context")]
    public IResult Context(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) => Results.Json(new
        {
            context.FunctionDefinition.Name,
            context.FunctionDefinition.EntryPoint,
            Type = context.FunctionDefinition.InputBindings.Values.Single().Type,
            SameContext = ReferenceEquals(context.GetHttpContext(), request.HttpContext),
            SameServices = ReferenceEquals(context.InstanceServices, request.HttpContext.RequestServices),
            context.TraceContext.TraceParent,
        });

    [Function("Stream")]
    public async Task Stream([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
    {
        var response = request.HttpContext.Response;
        response.ContentType = "text/event-stream";
        await response.WriteAsync("data: first\n\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
        await probe.SignalAsync("first was read");
        await response.WriteAsync("data: second\n\n", cancellationToken);
    }

    [Function("Endless")]
    public async Task Endless(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context, CancellationToken cancellationToken)
    {
        await request.HttpContext.Response.WriteAsync("started", cancellationToken);
        await request.HttpContext.Response.Body.FlushAsync(cancellationToken);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, context.CancellationToken);
        await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        probe.Saw(cancellationToken.IsCancellationRequested ? "aborted" : "host stopping");
    }
}
