import type { Failure } from '../base/failure.ts';
import type { DeliveryStanding, Receipt } from './delivery.ts';

/** What a delivery becomes after an attempt or a look. */
export interface Settlement {
  readonly standing: Exclude<DeliveryStanding, { state: 'claimed' }>;
  readonly receipts: readonly Receipt[];
  readonly attempts: number;
  readonly lastFailure: Failure | null;
  /** The account rests until its credentials are checked again. */
  readonly lockOut: Failure | null;
}
