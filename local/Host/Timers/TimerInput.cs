using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using QNom.Local.Host.Invocation;

namespace QNom.Local.Host.Timers;

/// <summary>A timer's occurrence as a function sees it.</summary>
internal sealed class TimerInput(TimerInfo timer, DateTime now) : TriggerInput
{
    public override IReadOnlyDictionary<string, object?> BindingData { get; } =
        new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["TimerTrigger"] = now.ToString(CultureInfo.InvariantCulture),
        };

    public override ValueTask<object?> ReadAsync(Type type, CancellationToken cancellationToken) => new(timer);
}
