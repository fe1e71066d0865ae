import { Injectable, type PipeTransform } from '@nestjs/common';
import { NotFound } from '../../shared/errors.js';
import { REF_PATTERN } from './reference.js';

/** An item's reference from an address; what can be none is not found. */
@Injectable()
export class RefPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (value.length > 100 || !REF_PATTERN.test(value)) throw new NotFound();
    return value;
  }
}
