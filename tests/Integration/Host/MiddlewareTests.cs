using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace QNom.Tests.Integration.Host;

public sealed class MiddlewareTests(AzuriteFixture azurite)
{
    private readonly TestHost test = new(azurite.ConnectionString);

    [Fact]
    public async Task Middleware_runs_in_the_order_of_registration_around_the_function_and_before_its_result()
    {
        test.Compose = builder => builder.UseMiddleware<Outer>().UseMiddleware<Inner>();
        await using var host = await test.StartAsync(typeof(Scoped));

        await GetAsync(host.Address, "Said");

        Assert.Equal(["outer in", "inner in", "function", "inner out", "outer out", "result"], test.Probe.Seen);
    }

    [Fact]
    public async Task Middleware_may_answer_in_the_functions_place_or_replace_its_result()
    {
        test.Compose = builder => builder.Use(next => async context =>
        {
            if (context.GetHttpContext()!.Request.Query.ContainsKey("deny"))
            {
                context.GetInvocationResult().Value = Results.StatusCode(403);
                return;
            }

            await next(context);
            context.GetInvocationResult().Value = Results.StatusCode(418);
        });
        await using var host = await test.StartAsync(typeof(Scoped));

        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(host.Address, "Said?deny"));
        Assert.Empty(test.Probe.Seen);
        Assert.Equal((HttpStatusCode)418, await GetAsync(host.Address, "Said"));
    }

    [Fact]
    public async Task Middleware_sees_what_the_function_threw_whether_or_not_it_had_awaited()
    {
        test.Compose = builder => builder.Use(next => async context =>
        {
            try
            {
                await next(context);
            }
            catch (Exception exception)
            {
                context.GetInvocationResult().Value = Results.Text(exception.GetType().Name, statusCode: 418);
            }
        });
        await using var host = await test.StartAsync(typeof(Throwing));
        using var client = new HttpClient { BaseAddress = host.Address };

        foreach (var path in (string[])["Early", "Late"])
        {
            using var response = await client.GetAsync($"api/{path}");
            Assert.Equal(nameof(FormatException), await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Each_run_has_a_scope_of_its_own_which_middleware_function_and_request_share_and_which_ends_with_it()
    {
        test.Compose = builder =>
        {
            builder.Services.AddScoped<Resource>();
            builder.Use(next => context =>
            {
                context.Items["resource"] = context.InstanceServices.GetRequiredService<Resource>();
                return next(context);
            });
        };
        await using var host = await test.StartAsync(typeof(Scoped));

        await GetAsync(host.Address, "Shared");
        await GetAsync(host.Address, "Shared");
        await test.Probe.SawAsync(4);

        Assert.Equal(
            ["same in middleware True, in request True", "disposed", "same in middleware True, in request True", "disposed"],
            test.Probe.Seen);
    }

    private static async Task<HttpStatusCode> GetAsync(Uri address, string path)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var response = await client.GetAsync($"api/{path}");
        return response.StatusCode;
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "Functions are instance methods.")]
    internal sealed class Throwing
    {
        [Function("Early")]
        public IResult Early([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => throw new FormatException();

        [Function("Late")]
        public async Task<IResult> Late([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            await Task.Yield();
            throw new FormatException();
        }
    }

    internal sealed class Outer(Probe probe) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            probe.Saw("outer in");
            await next(context);
            probe.Saw("outer out");
        }
    }

    internal sealed class Inner(Probe probe) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            probe.Saw("inner in");
            await next(context);
            probe.Saw("inner out");
        }
    }

    internal sealed class Resource(Probe probe) : IDisposable
    {
        public void Dispose() => probe.Saw("disposed");
    }

    public sealed class Scoped(Probe probe, IServiceProvider services)
    {
        [Function("Said")]
        public IResult Said([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            probe.Saw("function");
            return new SayingResult(probe);
        }

        [Function("Shared")]
        public IResult Shared([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
        {
            var own = services.GetRequiredService<Resource>();
            probe.Saw($"same in middleware {ReferenceEquals(own, context.Items["resource"])}, "
                + $"in request {ReferenceEquals(own, request.HttpContext.RequestServices.GetRequiredService<Resource>())}");
            return Results.Ok();
        }
    }

    private sealed class SayingResult(Probe probe) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            probe.Saw("result");
            return Task.CompletedTask;
        }
    }
}
