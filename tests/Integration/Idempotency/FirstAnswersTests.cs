using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using QNom.Local.Cosmos;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Platform.Http;
using QNom.Platform.Idempotency;
using QNom.Platform.Identity;

namespace QNom.Tests.Integration.Idempotency;

/// <summary>One effect and one answer per key, whatever goes wrong in between.</summary>
public sealed class FirstAnswersTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 25, 4, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentDictionary<string, int> effects = new();
    private CosmosEmulator emulator = null!;
    private CosmosDatabase database = null!;
    private FirstAnswers answers = null!;

    private sealed record Order(string Dish);

    public async ValueTask InitializeAsync()
    {
        emulator = await CosmosEmulator.StartAsync(new CosmosEmulatorOptions());
        var settings = new Settings
        {
            CosmosConnection = emulator.ConnectionString,
            Issuer = new Uri("https://issuer.example"),
            PseudonymKey = "0123456789abcdef",
            CredentialKey = "0123456789abcdef0123456789abcdef",
        };
        database = new CosmosDatabase(settings);
        await database.CreateAsync([IdempotencyStore.Declaration], CancellationToken.None);
        answers = new FirstAnswers(new IdempotencyStore(database), new CredentialKeys(settings), time);
    }

    public async ValueTask DisposeAsync()
    {
        database.Dispose();
        await emulator.DisposeAsync();
    }

    [Fact]
    public async Task Sixty_four_identical_requests_at_once_have_one_effect_and_equal_answers()
    {
        var told = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                try
                {
                    return await AnswerAsync("key");
                }
                catch (ProblemException problem) when (problem.Status == 409)
                {
                    Assert.NotNull(problem.RetryAfter);
                    await Task.Yield();
                }
            }
        })));

        Assert.Single(told.Distinct());
        Assert.Equal(1, Assert.Single(effects).Value);
    }

    [Fact]
    public async Task A_request_that_is_sent_again_gets_the_first_answer_with_status_body_and_location()
    {
        var first = await AnswerAsync("key");

        Assert.Equal(first, await AnswerAsync("key"));
        Assert.StartsWith("201 /orders/", first, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(effects).Value);
    }

    [Fact]
    public async Task Another_key_caller_or_endpoint_is_another_request()
    {
        await AnswerAsync("key");
        await AnswerAsync("other");
        await AnswerAsync("key", caller: "bob");
        await AnswerAsync("key", kind: CallerKind.Operator);
        await AnswerAsync("key", path: "/api/v1/elsewhere");

        Assert.Equal(5, effects.Count);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_a_422_and_has_no_effect()
    {
        await AnswerAsync("key");

        Assert.Equal(422, (await RefusedAsync("key", dish: "laksa")).Status);
        Assert.Single(effects);
    }

    [Fact]
    public async Task Without_a_key_there_is_no_effect()
    {
        var problem = await RefusedAsync(null);

        Assert.Equal((400, "Idempotency-Key"), (problem.Status, problem.Errors!.Single().Key));
        Assert.Empty(effects);
    }

    [Fact]
    public async Task While_the_first_runs_another_is_a_409_and_after_its_lease_takes_over_under_the_same_names()
    {
        var (started, finish) = (new TaskCompletionSource<Effect>(), new TaskCompletionSource());
        var first = AnswerAsync("key", async effect =>
        {
            started.SetResult(effect);
            await finish.Task;
        });
        var names = await started.Task;

        Assert.Equal(409, (await RefusedAsync("key")).Status);
        time.Advance(FirstAnswers.Lease);
        Effect? again = null;
        var second = await AnswerAsync("key", effect =>
        {
            again = effect;
            return Task.CompletedTask;
        });
        finish.SetResult();

        Assert.Equal(names.Id, again!.Id);
        Assert.Equal(names.Nonce, again.Nonce);
        // Whoever was overtaken gives the answer that is stored, and not one of its own.
        Assert.Equal(second, await first);
    }

    [Fact]
    public async Task While_who_took_over_runs_another_is_a_409()
    {
        await Assert.ThrowsAsync<IOException>(() => AnswerAsync("key", _ => throw new IOException("crash")));
        ProblemException? another = null;
        await AnswerAsync("key", async _ => another = await RefusedAsync("key"));

        Assert.Equal(409, another?.Status);
    }

    [Fact]
    public async Task Who_was_overtaken_and_is_then_refused_leaves_the_answer_of_who_took_over()
    {
        var (started, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = AnswerAsync("key", async _ =>
        {
            started.SetResult();
            await finish.Task;
            throw Problems.NotFound("dish");
        });
        await started.Task;
        time.Advance(FirstAnswers.Lease);
        var second = await AnswerAsync("key");
        finish.SetResult();

        Assert.Equal(404, (await Assert.ThrowsAsync<ProblemException>(() => first)).Status);
        Assert.Equal(second, await AnswerAsync("key"));
    }

    [Fact]
    public async Task A_crash_after_the_effect_leads_to_the_same_effect_again_and_not_to_a_second()
    {
        await Assert.ThrowsAsync<IOException>(() => AnswerAsync("key", _ => throw new IOException("crash")));
        await AnswerAsync("key");

        Assert.Equal(2, Assert.Single(effects).Value);
    }

    // The first write is the record's, the second lets it go after a failure.
    [Theory]
    [InlineData(FaultKind.LostResponse, CosmosOperation.Create)]
    [InlineData(FaultKind.LostRequest, CosmosOperation.Replace)]
    public async Task When_the_database_loses_a_connection_nobody_waits_for_a_lease(FaultKind fault, CosmosOperation operation)
    {
        emulator.Faults.Inject(new Fault(fault) { Operation = operation });
        try
        {
            await AnswerAsync("key", _ => throw new IOException("crash"));
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            // Whoever gets no answer sends the request again.
        }

        Assert.StartsWith("201", await AnswerAsync("key"), StringComparison.Ordinal);
        Assert.Single(effects);
    }

    [Fact]
    public async Task A_request_that_gives_up_claiming_lets_go_of_what_it_may_have_claimed()
    {
        emulator.Faults.Inject(new Fault(FaultKind.LostResponse) { Operation = CosmosOperation.Create });
        emulator.Faults.Inject(new Fault(FaultKind.LostRequest) { Operation = CosmosOperation.Create, Times = 4 });
        await Assert.ThrowsAnyAsync<Exception>(() => AnswerAsync("key"));
        Assert.Empty(effects);

        Assert.StartsWith("201", await AnswerAsync("key"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_took_over_and_was_not_told_so_does_not_wait_for_itself()
    {
        await Assert.ThrowsAsync<IOException>(() => AnswerAsync("key", _ => throw new IOException("crash")));
        emulator.Faults.Inject(new Fault(FaultKind.LostResponse) { Operation = CosmosOperation.Replace });

        Assert.StartsWith("201", await AnswerAsync("key"), StringComparison.Ordinal);
        Assert.Single(effects);
    }

    [Fact]
    public async Task A_refusal_of_the_effect_is_not_kept_so_that_the_key_may_be_tried_again()
    {
        var refusal = await Assert.ThrowsAsync<ProblemException>(() => AnswerAsync("key", _ => throw Problems.NotFound("dish")));
        Assert.Equal(404, refusal.Status);

        Assert.StartsWith("201", await AnswerAsync("key", dish: "laksa"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_is_kept_for_a_day_and_tells_neither_who_nor_what()
    {
        await AnswerAsync("canary-key", dish: "canary-dish", caller: "canary-caller");

        using var records = database.Container(IdempotencyStore.Declaration).GetItemQueryIterator<System.Text.Json.JsonElement>("SELECT * FROM c");
        var record = Assert.Single(await records.ReadNextAsync());
        Assert.Equal(24 * 60 * 60, record.GetProperty("ttl").GetInt32());
        Assert.DoesNotContain("canary", record.GetRawText(), StringComparison.Ordinal);
    }

    private async Task<ProblemException> RefusedAsync(string? key, string dish = "chicken rice") =>
        await Assert.ThrowsAsync<ProblemException>(() => AnswerAsync(key, dish: dish));

    private async Task<string> AnswerAsync(
        string? key, Func<Effect, Task>? then = null, string dish = "chicken rice", string caller = "alice",
        CallerKind kind = CallerKind.Diner, string path = "/api/v1/orders")
    {
        var http = new DefaultHttpContext();
        http.Request.Method = "POST";
        http.Request.Path = path;
        http.Response.Body = new MemoryStream();
        http.RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider();
        if (key is not null)
            http.Request.Headers["Idempotency-Key"] = key;
        new Caller(caller, new HashSet<string>()) { Kind = kind }.Attach(http);

        var result = await answers.AnswerAsync(http.Request, new Order(dish), async (effect, _) =>
        {
            effects.AddOrUpdate(effect.Id, 1, (_, times) => times + 1);
            if (then is not null)
                await then(effect);
            // Something of its own in each, so that equal answers are one answer.
            return FirstAnswer.Created($"/orders/{effect.Id}", Guid.NewGuid());
        }, CancellationToken.None);
        await result.ExecuteAsync(http);
        Assert.Equal("no-store", http.Response.Headers.CacheControl);
        return $"{http.Response.StatusCode} {http.Response.Headers.Location} "
            + Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray());
    }
}
