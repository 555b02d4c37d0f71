using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using QNom.Local.Host;
using QNom.Local.Host.Configuration;
using QNom.Local.Host.Definitions;

namespace QNom.Tests.Unit.Host;

[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "Functions are instance methods.")]
public sealed class FunctionCatalogTests
{
    [Fact]
    public void A_function_has_the_name_entry_point_and_trigger_that_its_attributes_say()
    {
        var function = Assert.Single(Load(typeof(Good), ("queue", "orders")));

        Assert.Equal(("Good", typeof(Good).FullName + ".Run"), (function.Name, function.EntryPoint));
        Assert.Equal(("message", "queueTrigger"), (function.InputBindings["message"].Name, function.InputBindings["message"].Type));
        Assert.Equal("new-orders", Assert.IsType<QueueTrigger>(function.Trigger).Queue);
    }

    [Theory]
    [InlineData(typeof(Good), "Function Good: the setting %queue% is missing.")]
    [InlineData(typeof(SameName), "Function Same: the name is used 2 times.")]
    [InlineData(typeof(TwoTriggers), "Function Two: it must have exactly one trigger, not 2.")]
    [InlineData(typeof(NoTrigger), "Function None: it must have exactly one trigger, not 0.")]
    [InlineData(typeof(Hidden), "Function Hidden: the method Run must be public.")]
    [InlineData(typeof(Strange), "Function Strange: a parameter of type Guid ('id') is not supported.")]
    [InlineData(typeof(Unnamed), "Function Unnamed: nothing is called 'nmae': known are name.")]
    [InlineData(typeof(WrongType), "Function Wrong: the queueTrigger parameter 'message' must be one of String, BinaryData, QueueMessage, not Int32.")]
    [InlineData(typeof(Keyed), "Function Keyed: AuthorizationLevel.Function is not supported: this host has no keys.")]
    [InlineData(typeof(FiveFields), "Function Five: '*/5 * * * *' is no six-field NCRONTAB schedule")]
    [InlineData(typeof(BadRoute), "Function Route: the route 'a/{b' is not valid")]
    [InlineData(typeof(Returning), "Function Returning: a queueTrigger function must return Task or void, not String.")]
    [InlineData(typeof(Texting), "Function Texting: an HTTP function must return IResult, IActionResult or nothing, not String.")]
    [InlineData(typeof(SameRoute), "Functions First and Second: both take things/{id:int}.")]
    [InlineData(typeof(AsyncVoid), "Function Void: async void cannot be awaited; return a Task.")]
    [InlineData(typeof(Abstract), "Function Abstract: Abstract.Run must be neither generic nor abstract.")]
    public void What_could_never_run_is_an_error_that_names_the_function(Type type, string expected)
    {
        var error = Assert.Throws<FunctionHostException>(() => Load(type));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_are_reported_at_once()
    {
        var error = Assert.Throws<FunctionHostException>(() => FunctionCatalog.Load([], [typeof(NoTrigger), typeof(Keyed)], Settings()));

        Assert.Equal(2, error.Message.Split(Environment.NewLine).Length);
    }

    private static IReadOnlyList<Function> Load(Type type, params (string Name, string Value)[] settings) =>
        FunctionCatalog.Load([], [type], Settings(settings));

    private static Settings Settings(params (string Name, string Value)[] settings) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());

    public sealed class Good
    {
        [Function("Good")]
        public Task Run([QueueTrigger("new-%queue%")] string message, FunctionContext context, string id, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }

    public sealed class SameName
    {
        [Function("Same")]
        public void One([QueueTrigger("q")] string message) => Assert.Fail();

        [Function("same")]
        public void Two([QueueTrigger("q")] string message) => Assert.Fail();
    }

    public sealed class TwoTriggers
    {
        [Function("Two")]
        public void Run([QueueTrigger("q")] string message, [TimerTrigger("0 * * * * *")] TimerInfo timer) => Assert.Fail();
    }

    public sealed class NoTrigger
    {
        [Function("None")]
        public void Run(string message) => Assert.Fail();
    }

    public sealed class Hidden
    {
        [Function("Hidden")]
        internal void Run([QueueTrigger("q")] string message) => Assert.Fail();
    }

    public sealed class Strange
    {
        [Function("Strange")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{id:guid}")] HttpRequest request, Guid id) => Results.Ok();
    }

    public sealed class Unnamed
    {
        [Function("Unnamed")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "x/{name}")] HttpRequest request, string nmae) => Results.Ok();
    }

    public sealed class WrongType
    {
        [Function("Wrong")]
        public void Run([QueueTrigger("q")] int message) => Assert.Fail();
    }

    public sealed class Keyed
    {
        [Function("Keyed")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Function)] HttpRequest request) => Results.Ok();
    }

    public sealed class FiveFields
    {
        [Function("Five")]
        public void Run([TimerTrigger("*/5 * * * *")] TimerInfo timer) => Assert.Fail();
    }

    public sealed class BadRoute
    {
        [Function("Route")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{b")] HttpRequest request) => Results.Ok();
    }

    public sealed class Returning
    {
        [Function("Returning")]
        public Task<string> Run([QueueTrigger("q")] string message) => Task.FromResult(message);
    }

    public sealed class Texting
    {
        [Function("Texting")]
        public string Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => "text";
    }

    public sealed class SameRoute
    {
        [Function("First")]
        public IResult One([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:int}")] HttpRequest request) => Results.Ok();

        [Function("Second")]
        public IResult Two([HttpTrigger(AuthorizationLevel.Anonymous, "post", "GET", Route = "/things/{number:int}")] HttpRequest request) => Results.Ok();
    }

    public sealed class AsyncVoid
    {
        [Function("Void")]
        public async void Run([QueueTrigger("q")] string message) => await Task.Yield();
    }

    public abstract class Abstract
    {
        [Function("Abstract")]
        public void Run([QueueTrigger("q")] string message) => Assert.Fail();
    }
}
