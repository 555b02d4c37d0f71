using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>One run of one function.</summary>
public abstract class FunctionContext
{
    /// <summary>Identifies this run.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The trace that this run belongs to.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What the trigger says besides its value, for example <c>DequeueCount</c> of a queue message.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>The services of this run's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function that runs.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>What middleware wants to pass on during this run.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Cancelled when the host stops.</summary>
    public virtual CancellationToken CancellationToken => CancellationToken.None;
}

/// <summary>W3C trace context of a run.</summary>
public abstract class TraceContext
{
    /// <summary>The <c>traceparent</c> value.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The <c>tracestate</c> value.</summary>
    public abstract string TraceState { get; }
}

/// <summary>What the trigger says besides its value.</summary>
public abstract class BindingContext
{
    /// <summary>Values by name; numbers may arrive as strings, as they do from the official host.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

/// <summary>A function as the host knows it.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The full name of the method: namespace, class, method.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>The function's name.</summary>
    public abstract string Name { get; }

    /// <summary>The trigger by its parameter's name.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> InputBindings { get; }
}

/// <summary>A binding as the host knows it.</summary>
public abstract class BindingMetadata
{
    /// <summary>The parameter's name.</summary>
    public abstract string Name { get; }

    /// <summary>The kind: <c>httpTrigger</c>, <c>queueTrigger</c>, <c>timerTrigger</c>, <c>blobTrigger</c>.</summary>
    public abstract string Type { get; }
}

/// <summary>The value that a run returns; middleware may replace it.</summary>
public abstract class InvocationResult
{
    /// <summary>The value; null if the function returns nothing or has not run.</summary>
    public abstract object? Value { get; set; }
}
