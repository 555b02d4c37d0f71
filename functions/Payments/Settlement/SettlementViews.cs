namespace QNom.Payments.Settlement;

/// <summary>A statement in a list. Sums are in cents; what comes to the partner counts up, what is kept down.</summary>
/// <param name="Day">The day in Singapore.</param>
/// <param name="Transactions">How often money moved.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="PaidCents">What diners paid and was not given back or held.</param>
/// <param name="DisputedCents">What a bank holds until a dispute is decided.</param>
/// <param name="CommissionCents">Our commission.</param>
/// <param name="FeesCents">The fees for taking the money.</param>
/// <param name="NetCents">What is owed to the partner.</param>
public sealed record StatementView(
    DateOnly Day, int Transactions, string Currency, long PaidCents, long DisputedCents, long CommissionCents, long FeesCents,
    long NetCents);

/// <summary>The statements of a month.</summary>
/// <param name="Month">The month, for example <c>2026-11</c>.</param>
/// <param name="Statements">In the order of the days; a day on which no money moved has none.</param>
public sealed record StatementList(string Month, IReadOnlyList<StatementView> Statements);

/// <summary>An invoice, or a credit note where more was given back than earned. Sums are in cents.</summary>
/// <param name="Number">Its number; the numbers of a year have no gaps.</param>
/// <param name="IsCreditNote">Whether it gives back.</param>
/// <param name="Month">The month it is for, for example <c>2026-11</c>.</param>
/// <param name="IssuedAt">When it was issued, UTC.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="CommissionCents">Our commission.</param>
/// <param name="FeesCents">The fees for taking the money.</param>
/// <param name="TotalCents">Both; kept back from what was paid, so nothing is left to pay.</param>
public sealed record InvoiceView(
    string Number, bool IsCreditNote, string Month, DateTimeOffset IssuedAt, string Currency, long CommissionCents, long FeesCents,
    long TotalCents)
{
    /// <summary>What is seen of an invoice.</summary>
    public static InvoiceView Of(Invoice invoice) => new(
        invoice.Number, invoice.IsCreditNote, invoice.MonthText, invoice.IssuedAt, invoice.Currency, invoice.CommissionCents, invoice.FeesCents,
        invoice.TotalCents);
}

/// <summary>The invoices of a year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Invoices">In the order of the months.</param>
public sealed record InvoiceList(int Year, IReadOnlyList<InvoiceView> Invoices);
