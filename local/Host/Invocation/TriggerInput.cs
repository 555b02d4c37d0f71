namespace QNom.Local.Host.Invocation;

/// <summary>What one event brings to its function.</summary>
internal abstract class TriggerInput
{
    /// <summary>The values by name, in the form in which the official worker gets them: text, or JSON as text.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }

    /// <summary>The value of the trigger's parameter, as one of the types that its trigger allows.</summary>
    public abstract ValueTask<object?> ReadAsync(Type type, CancellationToken cancellationToken);

    /// <summary>One of the values, for a string parameter of that name.</summary>
    public virtual string? Text(string name) => BindingData.GetValueOrDefault(name)?.ToString();

    /// <summary>Puts into a run's items what the official host puts there.</summary>
    public virtual void AddItems(IDictionary<object, object> items)
    {
    }
}
