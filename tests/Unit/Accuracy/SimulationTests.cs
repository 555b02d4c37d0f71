using QNom.Accuracy.Simulation;
using QNom.Simulation;

namespace QNom.Tests.Unit.Accuracy;

/// <summary>The musts of the simulation, on a smaller one; docs/waits.md has the figures of the whole.</summary>
public class SimulationTests
{
    private static readonly SimulationSetup Setup = new(Seed: 7, Stalls: 20, Days: 20, VisitsMinutes: 10);

    [Fact]
    public void Honest_reports_give_a_good_estimate_and_liars_do_little_to_it()
    {
        var honest = SimulationRun.ScoreOf(SimulationRun.Run(Setup, hostile: 0));
        var some = SimulationRun.ScoreOf(SimulationRun.Run(Setup, hostile: 0.1));
        var many = SimulationRun.ScoreOf(SimulationRun.Run(Setup, hostile: 0.3));

        Assert.True(honest.Mae <= 2.5, $"{honest.Mae}");
        Assert.True(many.Mae <= 1.3 * honest.Mae, $"{many.Mae} {honest.Mae}");
        Assert.All([honest, some, many], score => Assert.InRange(score.Coverage80, 0.75, 0.85));
        Assert.All([honest, some, many], score => Assert.InRange(score.CalibrationError, 0, 0.07));
    }

    [Fact]
    public void One_attacker_with_fifty_accounts_moves_no_estimate_by_more_than_two_minutes_for_more_than_five()
    {
        var moved = SimulationRun.Moved(SimulationRun.Run(Setup, hostile: 0, attacked: true));

        Assert.Equal(Attack.All.Count, moved.Count);
        Assert.All(moved, attack => Assert.True(attack.Value.Longest <= 5, $"{attack}"));
    }

    [Fact]
    public void Without_trust_the_same_attacks_succeed_so_that_the_test_can_fail()
    {
        var moved = SimulationRun.Moved(SimulationRun.Run(Setup, hostile: 0, attacked: true, believesAll: true));

        Assert.Contains(moved, attack => attack.Value is { Longest: > 20, Most: > 10 });
    }

    [Fact]
    public void The_same_seed_is_the_same_run_and_another_seed_another()
    {
        var small = Setup with { Stalls = 3, Days = 4 };
        var first = SimulationRun.Run(small, 0.1).SelectMany(stall => stall.Judged).ToList();

        Assert.Equal(first, SimulationRun.Run(small, 0.1).SelectMany(stall => stall.Judged));
        Assert.NotEqual(first, SimulationRun.Run(small with { Seed = 8 }, 0.1).SelectMany(stall => stall.Judged));
    }

    [Fact]
    public void A_simulated_line_is_served_in_order_and_its_waits_are_those_of_its_customers()
    {
        var dice = new Dice(5);
        var day = StallDay.Simulate(new Stall(2, 1.5, 1.2), dice);

        Assert.True(day.Customers.Count > 60);
        Assert.Equal(day.Customers.Select(c => c.Begun).Order(), day.Customers.Select(c => c.Begun));
        Assert.All(day.Customers, customer =>
            Assert.InRange(day.WaitAt(customer.Joined - 1e-9), customer.Begun - customer.Joined - 1e-6, customer.Begun - customer.Joined + 10));
        Assert.Contains(day.Customers, customer => day.AheadAt(customer.Joined) > 3);
    }
}
