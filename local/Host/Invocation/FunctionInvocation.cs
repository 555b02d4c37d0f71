using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using QNom.Local.Host.Definitions;

namespace QNom.Local.Host.Invocation;

/// <summary>One run of one function. What few functions ask for is made when they do, since every request pays for this.</summary>
/// <param name="function">The function that runs.</param>
/// <param name="input">What the event brought.</param>
/// <param name="services">The scope of this run.</param>
/// <param name="cancelled">
/// What a <see cref="System.Threading.CancellationToken"/> parameter gets: the request was aborted, or the host's time for draining is over.
/// </param>
/// <param name="stopping">What the context shows: the host has begun to stop.</param>
internal sealed class FunctionInvocation(
    Function function, TriggerInput input, IServiceProvider services, CancellationToken cancelled, CancellationToken stopping)
    : FunctionContext
{
    private string? id;
    private IDictionary<object, object>? items;
    private TraceContext? trace;
    private BindingContext? binding;

    public override string InvocationId => id ??= Guid.NewGuid().ToString();

    public override TraceContext TraceContext => trace ??= new InvocationTrace(Activity.Current);

    public override BindingContext BindingContext => binding ??= new InputBinding(input);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => function;

    public override CancellationToken CancellationToken => stopping;

    public override IDictionary<object, object> Items
    {
        get => items ??= CreateItems();
        set => items = value;
    }

    public Function Function => function;

    public TriggerInput Input => input;

    public CancellationToken Cancelled => cancelled;

    public FunctionValue Result { get; } = new();

    private Dictionary<object, object> CreateItems()
    {
        var created = new Dictionary<object, object> { [FunctionContextBindingFeatureExtensions.InvocationResultKey] = Result };
        input.AddItems(created);
        return created;
    }

    /// <summary>What the function returned or middleware put in its place.</summary>
    internal sealed class FunctionValue : InvocationResult
    {
        public override object? Value { get; set; }
    }

    private sealed class InputBinding(TriggerInput input) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => input.BindingData;
    }

    private sealed class InvocationTrace(Activity? activity) : TraceContext
    {
        // Without an activity nobody traces this run; a fresh identity still lets its logs and errors be told apart.
        public override string TraceParent { get; } =
            activity?.Id ?? $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00";

        public override string TraceState { get; } = activity?.TraceStateString ?? string.Empty;
    }
}
