/** A marketing campaign: some customers are reached, some are held back, and only some of the reached care. */
export interface Campaign {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly channel: string;
  readonly from: number;
  readonly to: number;
}
