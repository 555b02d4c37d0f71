using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using QNom.Local.Host.Invocation;

namespace QNom.Local.Host.Definitions;

/// <summary>A function of the app, checked and ready to be called.</summary>
internal sealed class Function(string name, MethodInfo method, Trigger trigger, FunctionInvoker invoker) : FunctionDefinition
{
    public override string Name { get; } = name;

    public override string EntryPoint { get; } = $"{method.DeclaringType!.FullName}.{method.Name}";

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } =
        ImmutableDictionary<string, BindingMetadata>.Empty.Add(
            trigger.Parameter, new TriggerMetadata(trigger.Parameter, trigger.BindingType));

    public Trigger Trigger { get; } = trigger;

    public FunctionInvoker Invoker { get; } = invoker;

    /// <summary>The id under which Azure Functions keeps a function's locks, receipts and schedule.</summary>
    public string StorageId => $"Host.Functions.{Name}";

    private sealed class TriggerMetadata(string name, string type) : BindingMetadata
    {
        public override string Name { get; } = name;

        public override string Type { get; } = type;
    }
}
