using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Sql;

/// <summary>A built-in function of the query language.</summary>
/// <param name="Name">As the service spells it; calls may use any case.</param>
/// <param name="MinArguments">The fewest arguments it takes.</param>
/// <param name="MaxArguments">The most arguments it takes.</param>
/// <param name="Body">Its value; undefined for arguments of the wrong type.</param>
internal sealed record Function(string Name, int MinArguments, int MaxArguments, Func<Evaluator, Value[], Value> Body)
{
    private static readonly Dictionary<string, Function> All =
        TypeFunctions.All.Concat(StringFunctions.All).Concat(MathFunctions.All).Concat(ArrayFunctions.All).Concat(TimeFunctions.All)
            .ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="RequestRefusedException">400: unknown to the emulator, or the wrong number of arguments.</exception>
    public static Function Find(string name, int arguments)
    {
        if (!All.TryGetValue(name, out var function))
            throw RequestRefusedException.BadRequest($"'{name}' is not a function that the emulator implements.");
        return arguments >= function.MinArguments && arguments <= function.MaxArguments
            ? function
            : throw RequestRefusedException.BadRequest(
                $"The {function.Name} function takes {function.MinArguments} to {function.MaxArguments} arguments, not {arguments}.");
    }

    public Value Invoke(Evaluator evaluator, Value[] arguments) => Body(evaluator, arguments);
}
