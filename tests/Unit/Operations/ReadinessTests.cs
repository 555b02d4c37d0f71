using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using QNom.Operations.Health;

namespace QNom.Tests.Unit.Operations;

public class ReadinessTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task The_app_is_ready_if_every_dependency_is()
    {
        var report = await Readiness(Ready("database"), Ready("queues")).CheckAsync(CancellationToken.None);

        Assert.True(report.Ready);
        Assert.Equal(
            [("database", DependencyState.Ready), ("queues", DependencyState.Ready)],
            report.Dependencies.Select(dependency => (dependency.Name, dependency.State)));
    }

    [Fact]
    public async Task One_that_fails_does_not_hide_the_others()
    {
        var report = await Readiness(Failing("database"), Ready("queues")).CheckAsync(CancellationToken.None);

        Assert.False(report.Ready);
        Assert.Equal(
            [DependencyState.Unavailable, DependencyState.Ready], report.Dependencies.Select(dependency => dependency.State));
    }

    [Fact]
    public async Task One_that_does_not_answer_even_to_cancellation_is_waited_for_two_seconds_only()
    {
        var called = new TaskCompletionSource();
        var check = Readiness(new Dependency("database", _ =>
        {
            called.SetResult();
            return new TaskCompletionSource().Task;
        })).CheckAsync(CancellationToken.None);
        await called.Task;

        time.Advance(QNom.Operations.Health.Readiness.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(check.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        var dependency = Assert.Single((await check).Dependencies);
        Assert.Equal(new DependencyReport("database", DependencyState.TimedOut, 2000), dependency);
    }

    [Fact]
    public async Task Who_asks_within_a_second_is_told_what_was_found_and_later_it_is_looked_at_again()
    {
        var probes = 0;
        var readiness = Readiness(new Dependency("database", _ =>
        {
            probes++;
            return Task.CompletedTask;
        }));

        await readiness.CheckAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromMilliseconds(999));
        await readiness.CheckAsync(CancellationToken.None);
        Assert.Equal(1, probes);

        time.Advance(TimeSpan.FromMilliseconds(1));
        await readiness.CheckAsync(CancellationToken.None);
        Assert.Equal(2, probes);
    }

    private Readiness Readiness(params Dependency[] dependencies) => new(dependencies, time, NullLogger<Readiness>.Instance);

    private static Dependency Ready(string name) => new(name, _ => Task.CompletedTask);

    private static Dependency Failing(string name) => new(name, _ => throw new InvalidOperationException("10.0.0.1 refused"));
}
