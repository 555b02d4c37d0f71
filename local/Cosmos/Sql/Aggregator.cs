using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Sql;

/// <summary>
/// COUNT, SUM, MIN, MAX, AVG: https://learn.microsoft.com/azure/cosmos-db/nosql/query/aggregate-functions. Undefined
/// values do not take part; a value that SUM or AVG cannot add, or that has no order, makes the result undefined.
/// </summary>
internal sealed class Aggregator(AggregateKind kind)
{
    private long count;
    private double sum;
    private bool isSpoilt;
    private Value extreme;

    public Value Result => kind switch
    {
        AggregateKind.Count => Value.From(count),
        _ when isSpoilt => Value.Undefined,
        AggregateKind.Sum => Value.From(sum),
        AggregateKind.Avg => count == 0 ? Value.Undefined : Value.From(sum / count),
        _ => extreme,
    };

    public void Add(Value value)
    {
        if (value.IsUndefined)
            return;
        count++;
        switch (kind)
        {
            case AggregateKind.Count:
                break;
            case AggregateKind.Sum or AggregateKind.Avg:
                isSpoilt |= value.Kind != ValueKind.Number;
                sum += value.Kind == ValueKind.Number ? value.Number : 0;
                break;
            default:
                isSpoilt |= value.Kind is ValueKind.Array or ValueKind.Object;
                var order = ValueOrder.Compare(value, extreme);
                if (extreme.IsUndefined || (kind == AggregateKind.Min ? order < 0 : order > 0))
                    extreme = value;
                break;
        }
    }
}
